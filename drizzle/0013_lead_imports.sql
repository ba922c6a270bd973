CREATE TABLE "email_tools" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"provider" text NOT NULL,
	"base_url" text NOT NULL,
	"workspace_id" text NOT NULL,
	"workspace_name" text NOT NULL,
	"credentials" text,
	"webhook_token_hash" text NOT NULL,
	"phone_variable" text,
	"client_id" text,
	"status" text DEFAULT 'connected' NOT NULL,
	"health_reason" text,
	"cursor" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"imported_at" timestamp (3) with time zone,
	"next_import_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lead_import_chunks" (
	"import_id" text NOT NULL,
	"first_line" integer NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "lead_import_chunks_import_id_first_line_pk" PRIMARY KEY("import_id","first_line")
);
--> statement-breakpoint
CREATE TABLE "lead_import_errors" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"column" text,
	"reason" text NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "lead_import_errors_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "lead_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"file_name" text NOT NULL,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"columns" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"timezone" text NOT NULL,
	"day_order" text NOT NULL,
	"phone_country" text,
	"campaign_id" text,
	"new_campaign_name" text,
	"client_id" text,
	"status" text NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "external_mark" text;--> statement-breakpoint
ALTER TABLE "email_tools" ADD CONSTRAINT "email_tools_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_tools" ADD CONSTRAINT "email_tools_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_tools" ADD CONSTRAINT "email_tools_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_import_chunks" ADD CONSTRAINT "lead_import_chunks_import_id_lead_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."lead_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_import_errors" ADD CONSTRAINT "lead_import_errors_import_id_lead_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."lead_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_imports" ADD CONSTRAINT "lead_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "email_tools_workspace_once" ON "email_tools" USING btree ("organization_id","base_url","workspace_id") WHERE status <> 'disconnected';--> statement-breakpoint
CREATE UNIQUE INDEX "email_tools_webhook" ON "email_tools" USING btree ("webhook_token_hash");--> statement-breakpoint
CREATE INDEX "email_tools_due" ON "email_tools" USING btree ("next_import_at") WHERE status <> 'disconnected';--> statement-breakpoint
CREATE INDEX "lead_imports_of" ON "lead_imports" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "leads_by_external" ON "leads" USING btree ("campaign_id","external_id") WHERE external_id is not null;