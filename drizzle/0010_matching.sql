CREATE TABLE "match_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"attendee_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "email_key" text;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "name_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "company_key" text;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "domain" text;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "match_tried_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "match_held_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "attendees" ADD COLUMN "dismissed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "match_decisions" ADD CONSTRAINT "match_decisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_decisions" ADD CONSTRAINT "match_decisions_attendee_id_attendees_id_fk" FOREIGN KEY ("attendee_id") REFERENCES "public"."attendees"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "match_decisions_of" ON "match_decisions" USING btree ("attendee_id","at");--> statement-breakpoint
CREATE INDEX "attendees_by_email" ON "attendees" USING btree ("organization_id","email_key") WHERE email_key is not null;--> statement-breakpoint
CREATE INDEX "attendees_by_phone" ON "attendees" USING btree ("organization_id","phone") WHERE phone is not null;--> statement-breakpoint
CREATE INDEX "attendees_by_company" ON "attendees" USING btree ("organization_id","company_key") WHERE company_key is not null;--> statement-breakpoint
CREATE INDEX "attendees_by_domain" ON "attendees" USING btree ("organization_id","domain") WHERE domain is not null;--> statement-breakpoint
CREATE INDEX "attendees_by_names" ON "attendees" USING gin ("name_keys");--> statement-breakpoint
CREATE INDEX "leads_by_company" ON "leads" USING btree ("organization_id","company_key") WHERE company_key is not null;--> statement-breakpoint
CREATE INDEX "leads_by_domain" ON "leads" USING btree ("organization_id","domain") WHERE domain is not null;