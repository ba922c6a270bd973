CREATE INDEX "leads_listed" ON "leads" USING btree ("organization_id","id");--> statement-breakpoint
CREATE INDEX "leads_of_campaign" ON "leads" USING btree ("campaign_id","id");