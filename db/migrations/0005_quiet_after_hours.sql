ALTER TABLE "integration_revisions" ADD COLUMN "quiet_after_hours" smallint;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "quiet_after_hours" smallint;