DROP INDEX "booking_events_due";--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "hold_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "booking_events_due_of" ON "booking_events" USING btree ("organization_id","due_at","id") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "booking_events_due" ON "booking_events" USING btree ("due_at") WHERE status = 'pending';