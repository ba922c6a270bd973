CREATE TABLE "external_bookings" (
	"connection_id" text NOT NULL,
	"external_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"booking_id" text,
	"known" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "external_bookings_connection_id_external_id_pk" PRIMARY KEY("connection_id","external_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "connection_id" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "subject" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "headers" jsonb;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "occurred_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "settled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "why" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "error" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "next_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "external_bookings" ADD CONSTRAINT "external_bookings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "external_bookings" ADD CONSTRAINT "external_bookings_booking_id_booking_events_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking_events"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_bookings_of" ON "external_bookings" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "webhook_events_of" ON "webhook_events" USING btree ("organization_id","received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_events_due" ON "webhook_events" USING btree ("next_attempt_at") WHERE status in ('received', 'failed');