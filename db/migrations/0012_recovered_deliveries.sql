ALTER TABLE "deliveries" ADD COLUMN "recovery_id" uuid;--> statement-breakpoint
CREATE INDEX "deliveries_recovery" ON "deliveries" USING btree ("recovery_id","id") WHERE recovery_id is not null;