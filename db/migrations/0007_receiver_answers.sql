-- What inboxes kept so far may hold secrets, and nothing says who signed it: trials, which are made again.
DELETE FROM "received_requests";--> statement-breakpoint
ALTER TABLE "received_requests" ADD COLUMN "verified_by" uuid;--> statement-breakpoint
ALTER TABLE "received_requests" ADD COLUMN "answered_status_code" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "receiver_inboxes" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "receiver_inboxes" ADD COLUMN "answer" jsonb;--> statement-breakpoint
ALTER TABLE "receiver_inboxes" ADD COLUMN "answers_left" integer;