CREATE TABLE "attendance_evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"booking_id" text NOT NULL,
	"attendee_id" text NOT NULL,
	"person" text NOT NULL,
	"kind" text NOT NULL,
	"says" boolean,
	"at" timestamp (3) with time zone NOT NULL,
	"occasion" timestamp (3) with time zone NOT NULL,
	"source_key" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"actor" jsonb NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendance_evidence_once" UNIQUE("attendee_id","source_key")
);
--> statement-breakpoint
CREATE TABLE "attendance_rules" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"talk_seconds" integer DEFAULT 30 NOT NULL,
	"unanswered_is_no_show" boolean DEFAULT false NOT NULL,
	"unmarked" text DEFAULT 'pending' NOT NULL,
	"unmarked_after_hours" integer DEFAULT 24 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "funnel_days" (
	"campaign_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"day" date NOT NULL,
	"sent" bigint DEFAULT 0 NOT NULL,
	"delivered" bigint DEFAULT 0 NOT NULL,
	"replied" bigint DEFAULT 0 NOT NULL,
	"interested" bigint DEFAULT 0 NOT NULL,
	"booked" bigint DEFAULT 0 NOT NULL,
	"showed" bigint DEFAULT 0 NOT NULL,
	"no_show" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "funnel_days_campaign_id_day_pk" PRIMARY KEY("campaign_id","day")
);
--> statement-breakpoint
CREATE TABLE "funnel_states" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"time_zone" text NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"agreed" boolean
);
--> statement-breakpoint
CREATE TABLE "funnel_totals" (
	"campaign_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"sent" bigint DEFAULT 0 NOT NULL,
	"delivered" bigint DEFAULT 0 NOT NULL,
	"replied" bigint DEFAULT 0 NOT NULL,
	"interested" bigint DEFAULT 0 NOT NULL,
	"booked" bigint DEFAULT 0 NOT NULL,
	"showed" bigint DEFAULT 0 NOT NULL,
	"no_show" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "meeting_notes" text;--> statement-breakpoint
ALTER TABLE "attendance_evidence" ADD CONSTRAINT "attendance_evidence_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_evidence" ADD CONSTRAINT "attendance_evidence_booking_id_booking_events_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_evidence" ADD CONSTRAINT "attendance_evidence_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_rules" ADD CONSTRAINT "attendance_rules_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_days" ADD CONSTRAINT "funnel_days_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_days" ADD CONSTRAINT "funnel_days_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_states" ADD CONSTRAINT "funnel_states_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_totals" ADD CONSTRAINT "funnel_totals_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funnel_totals" ADD CONSTRAINT "funnel_totals_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_evidence_of" ON "attendance_evidence" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "funnel_days_of" ON "funnel_days" USING btree ("organization_id","day");--> statement-breakpoint
CREATE INDEX "funnel_totals_of" ON "funnel_totals" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "leads_dirty_of" ON "leads" USING btree ("organization_id","dirty_at") WHERE dirty_at is not null;--> statement-breakpoint
CREATE INDEX "leads_sent" ON "leads" USING btree ("campaign_id","sent_at","id") WHERE sent_at is not null;--> statement-breakpoint
CREATE INDEX "leads_delivered" ON "leads" USING btree ("campaign_id","delivered_at","id") WHERE delivered_at is not null;--> statement-breakpoint
CREATE INDEX "leads_replied" ON "leads" USING btree ("campaign_id","replied_at","id") WHERE replied_at is not null;--> statement-breakpoint
CREATE INDEX "leads_interested" ON "leads" USING btree ("campaign_id","interested_at","id") WHERE interested_at is not null;--> statement-breakpoint
CREATE INDEX "leads_booked" ON "leads" USING btree ("campaign_id","booked_at","id") WHERE booked_at is not null;--> statement-breakpoint
CREATE INDEX "leads_showed" ON "leads" USING btree ("campaign_id","showed_at","id") WHERE showed_at is not null;--> statement-breakpoint
CREATE INDEX "leads_no_show" ON "leads" USING btree ("campaign_id","no_show_at","id") WHERE no_show_at is not null;