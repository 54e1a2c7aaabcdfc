/** What administrators are told, who has read it, and where it goes beside the inbox. */
import { boolean, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { NoticeKind } from "#webhooks/notices";
import { tenantId } from "./accounts.ts";
import { createdAt, instant, type Sealed } from "./columns.ts";
import { integrations } from "./integrations.ts";
import { subscriptions } from "./subscriptions.ts";

/** What the administrators of a tenant were told: a subscription or an integration changed its state. */
export const notifications = pgTable(
  "notifications",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    kind: text("kind").$type<NoticeKind>().notNull(),
    /** One of the two; it may be deleted by now. */
    subscriptionId: uuid("subscription_id").references(() => subscriptions.id),
    integrationId: uuid("integration_id").references(() => integrations.id),
    /** Its name then. */
    subjectName: text("subject_name").notNull(),
    sentence: text("sentence").notNull(),
    /** Names what is told: two workers that find the same change tell it once. */
    occasion: text("occasion").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_tenant").on(t.tenantId, t.id),
    uniqueIndex("notifications_occasion").on(t.tenantId, t.occasion),
  ],
);

/** What a reader, a user or an API key, has read. With `andOlder` everything before it too. */
export const notificationReads = pgTable(
  "notification_reads",
  {
    readerId: uuid("reader_id").notNull(),
    notificationId: uuid("notification_id")
      .notNull()
      .references(() => notifications.id, { onDelete: "cascade" }),
    tenantId: tenantId(),
    andOlder: boolean("and_older").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.readerId, t.notificationId] }),
    index("notification_reads_notification").on(t.notificationId),
  ],
);

/** Where notifications go beside the inbox. No row: to the administrators by e-mail, if the product can send any. */
export const notificationSettings = pgTable("notification_settings", {
  tenantId: tenantId().primaryKey(),
  webhookUri: text("webhook_uri"),
  /** Sealed `whsec_…`; there is one while there is a webhook. */
  signingKey: text("signing_key").$type<Sealed>(),
  mailsAdministrators: boolean("mails_administrators").notNull().default(true),
  /** Why the last one did not arrive; null: it did. */
  webhookFault: text("webhook_fault"),
  webhookFaultAt: instant("webhook_fault_at"),
  mailFault: text("mail_fault"),
  mailFaultAt: instant("mail_fault_at"),
});
