-- A meeting may have no telephone number; without the coalesce its whole text would be null and never found.
DROP INDEX "booking_events_search";
--> statement-breakpoint
CREATE INDEX "booking_events_search" ON "booking_events"
  USING gin ((lower("title" || ' ' || "attendee_name" || ' ' || coalesce("attendee_email", '') || ' ' || coalesce("attendee_phone", ''))) gin_trgm_ops);
