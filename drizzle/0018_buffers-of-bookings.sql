ALTER TABLE "booking_events" ADD COLUMN "buffer_before_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "buffer_after_minutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_events" DROP CONSTRAINT "booking_events_operator_free";
--> statement-breakpoint
ALTER TABLE "booking_events" ADD CONSTRAINT "booking_events_operator_free"
  EXCLUDE USING gist (
    "staff_id" WITH =,
    tsrange(
      ("start_time" AT TIME ZONE 'UTC') - make_interval(mins => "buffer_before_minutes"),
      ("end_time" AT TIME ZONE 'UTC') + make_interval(mins => "buffer_after_minutes")
    ) WITH &&
  )
  WHERE ("status" IN ('pending', 'calling') AND "staff_id" IS NOT NULL);
