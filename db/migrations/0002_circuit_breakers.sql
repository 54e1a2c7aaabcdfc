CREATE TABLE "circuit_breakers" (
	"subscription_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"probe_at" timestamp (3) with time zone,
	"probes" integer DEFAULT 0 NOT NULL,
	"probe_delivery_id" uuid
);
--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "failing_delivery_id" uuid;--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "is_failing_several" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "circuit_breakers" ADD CONSTRAINT "circuit_breakers_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "circuit_breakers" ADD CONSTRAINT "circuit_breakers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;