ALTER TABLE "attendance_evidence" DROP CONSTRAINT "attendance_evidence_once";--> statement-breakpoint
ALTER TABLE "attendance_evidence" DROP CONSTRAINT "attendance_evidence_attendee_id_attendees_id_fk";
--> statement-breakpoint
DROP INDEX "attendance_evidence_of";--> statement-breakpoint
CREATE INDEX "booking_events_meetings_open" ON "booking_events" USING btree ("end_time") WHERE status = 'pending' and fulfilment = 'meeting';--> statement-breakpoint
-- The same said of two rows of one person is said once.
DELETE FROM "attendance_evidence" a USING "attendance_evidence" b
 WHERE a.booking_id = b.booking_id AND a.person = b.person AND a.source_key = b.source_key AND a.id > b.id;--> statement-breakpoint
ALTER TABLE "attendance_evidence" DROP COLUMN "attendee_id";--> statement-breakpoint
ALTER TABLE "attendance_evidence" ADD CONSTRAINT "attendance_evidence_once" UNIQUE("booking_id","person","source_key");