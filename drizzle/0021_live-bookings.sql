DROP INDEX "calls_ordered";--> statement-breakpoint
DROP INDEX "booking_events_due";--> statement-breakpoint
DROP INDEX "booking_events_due_of";--> statement-breakpoint
DROP INDEX "booking_events_slot_once";--> statement-breakpoint
DROP INDEX "booking_events_meetings_open";--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "live" boolean GENERATED ALWAYS AS (status in ('pending', 'calling')) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "booking_events_due" ON "booking_events" USING btree ("due_at") WHERE live and fulfilment = 'call';--> statement-breakpoint
CREATE INDEX "booking_events_due_of" ON "booking_events" USING btree ("organization_id","due_at","id") WHERE live and fulfilment = 'call';--> statement-breakpoint
CREATE UNIQUE INDEX "booking_events_slot_once" ON "booking_events" USING btree ("slot_key") WHERE live;--> statement-breakpoint
CREATE INDEX "booking_events_meetings_open" ON "booking_events" USING btree ("end_time") WHERE live and fulfilment = 'meeting';--> statement-breakpoint
ALTER TABLE "booking_events" DROP CONSTRAINT "booking_events_operator_free";--> statement-breakpoint
ALTER TABLE "booking_events" ADD CONSTRAINT "booking_events_operator_free"
  EXCLUDE USING gist (
    "staff_id" WITH =,
    tsrange(
      ("start_time" AT TIME ZONE 'UTC') - make_interval(mins => "buffer_before_minutes"),
      ("end_time" AT TIME ZONE 'UTC') + make_interval(mins => "buffer_after_minutes")
    ) WITH &&
  )
  WHERE ("live" AND "staff_id" IS NOT NULL);--> statement-breakpoint
-- Room for the next version of a row beside the present one: without it, every index has to be written with every change.
ALTER TABLE "booking_events" SET (fillfactor = 85);
