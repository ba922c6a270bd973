CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
ALTER TABLE "booking_events" ADD CONSTRAINT "booking_events_operator_free"
  EXCLUDE USING gist ("staff_id" WITH =, tstzrange("start_time", "end_time") WITH &&)
  WHERE ("status" IN ('pending', 'calling') AND "staff_id" IS NOT NULL);
--> statement-breakpoint
CREATE INDEX "booking_events_search" ON "booking_events"
  USING gin ((lower("title" || ' ' || "attendee_name" || ' ' || coalesce("attendee_email", '') || ' ' || "attendee_phone")) gin_trgm_ops);
