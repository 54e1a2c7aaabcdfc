CREATE TABLE "notification_reads" (
	"reader_id" uuid NOT NULL,
	"notification_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"and_older" boolean DEFAULT false NOT NULL,
	CONSTRAINT "notification_reads_reader_id_notification_id_pk" PRIMARY KEY("reader_id","notification_id")
);
--> statement-breakpoint
CREATE TABLE "notification_settings" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"webhook_uri" text,
	"signing_key" text,
	"mails_administrators" boolean DEFAULT true NOT NULL,
	"webhook_fault" text,
	"webhook_fault_at" timestamp (3) with time zone,
	"mail_fault" text,
	"mail_fault_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subscription_id" uuid,
	"integration_id" uuid,
	"subject_name" text NOT NULL,
	"sentence" text NOT NULL,
	"occasion" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quiet_watches" (
	"integration_id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"active_at" timestamp (3) with time zone NOT NULL,
	"told_for" timestamp (3) with time zone,
	"check_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "told" text;--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "trouble_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscription_health" ADD COLUMN "trouble_from" uuid;--> statement-breakpoint
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_settings" ADD CONSTRAINT "notification_settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_watches" ADD CONSTRAINT "quiet_watches_integration_id_integrations_id_fk" FOREIGN KEY ("integration_id") REFERENCES "public"."integrations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_watches" ADD CONSTRAINT "quiet_watches_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_reads_notification" ON "notification_reads" USING btree ("notification_id");--> statement-breakpoint
CREATE INDEX "notifications_tenant" ON "notifications" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_occasion" ON "notifications" USING btree ("tenant_id","occasion");--> statement-breakpoint
CREATE INDEX "integrations_watched" ON "integrations" USING btree ("id") WHERE quiet_after_hours is not null and is_enabled and deleted_at is null;--> statement-breakpoint
CREATE INDEX "subscription_health_failing" ON "subscription_health" USING btree ("failing_since") WHERE failing_since is not null;