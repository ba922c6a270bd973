-- The days of the funnel were those on which each stage was reached; now they are those of the first email, so that every
-- rate of a period compares the same people.
DELETE FROM "funnel_days";--> statement-breakpoint
INSERT INTO "funnel_days" ("campaign_id", "organization_id", "day", "sent", "delivered", "replied", "interested", "booked", "showed", "no_show")
SELECT "campaign_id", "organization_id",
       coalesce("folded" ->> 'sent', (SELECT min("value") FROM jsonb_each_text("folded")))::date,
       count(*) FILTER (WHERE "folded" ? 'sent'), count(*) FILTER (WHERE "folded" ? 'delivered'),
       count(*) FILTER (WHERE "folded" ? 'replied'), count(*) FILTER (WHERE "folded" ? 'interested'),
       count(*) FILTER (WHERE "folded" ? 'booked'), count(*) FILTER (WHERE "folded" ? 'showed'),
       count(*) FILTER (WHERE "folded" ? 'no_show')
  FROM "leads"
 WHERE "folded" <> '{}'
 GROUP BY 1, 2, 3;
