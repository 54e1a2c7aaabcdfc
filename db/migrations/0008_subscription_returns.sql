CREATE TABLE "subscription_returns" (
	"subscription_id" uuid NOT NULL,
	"is_emergency" boolean NOT NULL,
	"laid_out_until" timestamp with time zone NOT NULL,
	CONSTRAINT "subscription_returns_subscription_id_is_emergency_pk" PRIMARY KEY("subscription_id","is_emergency")
);
--> statement-breakpoint
ALTER TABLE "subscription_returns" ADD CONSTRAINT "subscription_returns_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;