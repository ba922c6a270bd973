CREATE TABLE "lead_import_parts" (
	"import_id" text NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "lead_import_parts_import_id_part_pk" PRIMARY KEY("import_id","part")
);
--> statement-breakpoint
ALTER TABLE "lead_imports" ADD COLUMN "upload_bytes" integer;--> statement-breakpoint
ALTER TABLE "lead_import_parts" ADD CONSTRAINT "lead_import_parts_import_id_lead_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."lead_imports"("id") ON DELETE cascade ON UPDATE no action;