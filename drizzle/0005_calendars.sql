CREATE TABLE "agents" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"name" text NOT NULL,
	"widget_key" text NOT NULL,
	"connection_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "agents_widget_key_unique" UNIQUE("widget_key")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"provider" text NOT NULL,
	"account_id" text NOT NULL,
	"account_label" text NOT NULL,
	"credentials" text,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'connected' NOT NULL,
	"health_reason" text,
	"health_checked_at" timestamp (3) with time zone,
	"token_expires_at" timestamp (3) with time zone,
	"lease_token" text,
	"lease_until" timestamp (3) with time zone,
	"subscription" jsonb,
	"sync_cursor" text,
	"synced_at" timestamp (3) with time zone,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event_type_caches" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"event_types" jsonb NOT NULL,
	"fetched_at" timestamp (3) with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host_mappings" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"staff_id" text NOT NULL,
	"host_id" text NOT NULL,
	"host_email" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "host_mappings_staff_once" UNIQUE("connection_id","staff_id"),
	CONSTRAINT "host_mappings_host_once" UNIQUE("connection_id","host_id")
);
--> statement-breakpoint
CREATE TABLE "oauth_states" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"code_verifier" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "service_mappings" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"service_id" text NOT NULL,
	"event_type_id" text NOT NULL,
	"event_type_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "service_mappings_service_id_unique" UNIQUE("service_id")
);
--> statement-breakpoint
CREATE TABLE "spent_slot_tokens" (
	"token_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"booking_id" text NOT NULL,
	"spent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"organization_id" text,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
DROP INDEX "booking_events_due";--> statement-breakpoint
DROP INDEX "booking_events_due_of";--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "fulfilment" text DEFAULT 'call' NOT NULL;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "connection_id" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "external_url" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "join_url" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "sync_state" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "sync_error" text;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "synced_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "booking_events" ADD COLUMN "slot_key" text;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_type_caches" ADD CONSTRAINT "event_type_caches_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_mappings" ADD CONSTRAINT "host_mappings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_mappings" ADD CONSTRAINT "host_mappings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_mappings" ADD CONSTRAINT "host_mappings_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_states" ADD CONSTRAINT "oauth_states_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_mappings" ADD CONSTRAINT "service_mappings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_mappings" ADD CONSTRAINT "service_mappings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_mappings" ADD CONSTRAINT "service_mappings_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spent_slot_tokens" ADD CONSTRAINT "spent_slot_tokens_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agents_organization" ON "agents" USING btree ("organization_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "connections_one_default" ON "connections" USING btree ("organization_id") WHERE is_default and status <> 'disconnected';--> statement-breakpoint
CREATE UNIQUE INDEX "connections_account_once" ON "connections" USING btree ("organization_id","provider","account_id") WHERE status <> 'disconnected';--> statement-breakpoint
CREATE INDEX "connections_token_expiry" ON "connections" USING btree ("token_expires_at") WHERE status <> 'disconnected';--> statement-breakpoint
CREATE INDEX "oauth_states_expiry" ON "oauth_states" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "service_mappings_connection" ON "service_mappings" USING btree ("connection_id");--> statement-breakpoint
CREATE INDEX "spent_slot_tokens_age" ON "spent_slot_tokens" USING btree ("spent_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_waiting_once" ON "jobs" USING btree ("name","key") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE status in ('waiting', 'running');--> statement-breakpoint
CREATE INDEX "jobs_finished" ON "jobs" USING btree ("finished_at") WHERE finished_at is not null;--> statement-breakpoint
ALTER TABLE "booking_events" ADD CONSTRAINT "booking_events_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "booking_events_slot_once" ON "booking_events" USING btree ("slot_key") WHERE status in ('pending', 'calling');--> statement-breakpoint
CREATE UNIQUE INDEX "booking_events_external_once" ON "booking_events" USING btree ("connection_id","external_id") WHERE external_id is not null;--> statement-breakpoint
CREATE INDEX "booking_events_due" ON "booking_events" USING btree ("due_at") WHERE status = 'pending' and fulfilment = 'call';--> statement-breakpoint
CREATE INDEX "booking_events_due_of" ON "booking_events" USING btree ("organization_id","due_at","id") WHERE status = 'pending' and fulfilment = 'call';