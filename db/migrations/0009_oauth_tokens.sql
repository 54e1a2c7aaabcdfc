CREATE TABLE "oauth_tokens" (
	"key" text PRIMARY KEY NOT NULL,
	"token" text,
	"usable_until" timestamp (3) with time zone,
	"fetching_until" timestamp (3) with time zone
);
