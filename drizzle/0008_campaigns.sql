CREATE TABLE "attendees" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"booking_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"company" text,
	"timezone" text,
	"lead_id" text,
	"match_method" text,
	"match_score" real,
	"matched_at" timestamp (3) with time zone,
	"showed_up" boolean,
	"show_time" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendees_position_once" UNIQUE("booking_id","position")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"client_id" text,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"status" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "campaigns_external_once" UNIQUE("organization_id","source","external_id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"email" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"company" text,
	"title" text,
	"phone" text,
	"timezone" text,
	"external_id" text,
	"custom" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"email_key" text NOT NULL,
	"name_key" text,
	"company_key" text,
	"domain" text,
	"sent_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"replied_at" timestamp (3) with time zone,
	"interested_at" timestamp (3) with time zone,
	"bounced_at" timestamp (3) with time zone,
	"unsubscribed_at" timestamp (3) with time zone,
	"booked_at" timestamp (3) with time zone,
	"showed_at" timestamp (3) with time zone,
	"no_show_at" timestamp (3) with time zone,
	"booking_id" text,
	"booking_at" timestamp (3) with time zone,
	"booking_provider" text,
	"booking_join_url" text,
	"dirty_at" timestamp (3) with time zone,
	"folded" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "leads_once" UNIQUE("campaign_id","email_key")
);
--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_booking_id_booking_events_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendees" ADD CONSTRAINT "attendees_lead_id_leads_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."leads"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendees_of_lead" ON "attendees" USING btree ("lead_id") WHERE lead_id is not null;--> statement-breakpoint
CREATE INDEX "attendees_unmatched" ON "attendees" USING btree ("organization_id","id") WHERE lead_id is null;--> statement-breakpoint
CREATE INDEX "campaigns_of_client" ON "campaigns" USING btree ("organization_id","client_id","id");--> statement-breakpoint
CREATE INDEX "clients_of" ON "clients" USING btree ("organization_id","name","id");--> statement-breakpoint
CREATE INDEX "leads_by_email" ON "leads" USING btree ("organization_id","email_key");--> statement-breakpoint
CREATE INDEX "leads_by_name" ON "leads" USING btree ("organization_id","name_key") WHERE name_key is not null;--> statement-breakpoint
CREATE INDEX "leads_by_phone" ON "leads" USING btree ("organization_id","phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "leads_by_booking" ON "leads" USING btree ("booking_id") WHERE booking_id is not null;--> statement-breakpoint
CREATE INDEX "leads_dirty" ON "leads" USING btree ("dirty_at") WHERE dirty_at is not null;
--> statement-breakpoint
-- The attendee of every booking made before attendees had rows of their own.
INSERT INTO "attendees" ("id", "organization_id", "booking_id", "position", "name", "email", "phone", "timezone", "created_at", "updated_at")
SELECT 'att_' || substr("id", 4), "organization_id", "id", 0, "attendee_name", "attendee_email", "attendee_phone", "attendee_timezone", "created_at", "updated_at"
FROM "booking_events";
