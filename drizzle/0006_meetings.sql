ALTER TABLE "booking_events" ALTER COLUMN "attendee_phone" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "external_start" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "booking_events" ADD CONSTRAINT "booking_events_dialled" CHECK ("booking_events"."fulfilment" = 'meeting' or "booking_events"."attendee_phone" is not null);