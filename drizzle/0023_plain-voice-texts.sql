ALTER TABLE "voice_configs" ALTER COLUMN "survey_disclosure" SET DEFAULT 'After the call, we will ask you one short question about it.';--> statement-breakpoint
ALTER TABLE "voice_configs" ALTER COLUMN "survey_question" SET DEFAULT 'How satisfied were you with this call? Press 1 for not at all, up to 5 for very satisfied.';--> statement-breakpoint
UPDATE "voice_configs" SET "survey_disclosure" = DEFAULT WHERE "survey_disclosure" = 'After the call you will be asked one short question about it.';--> statement-breakpoint
UPDATE "voice_configs" SET "survey_question" = DEFAULT WHERE "survey_question" = 'How satisfied are you with this call? Press a key from one, not at all, to five, very.';
