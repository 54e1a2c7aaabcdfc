/** The built-in receiver: its inboxes and what they got. */
import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ReceiverAnswer } from "#webhooks/receiver-inbox";
import { tenantId } from "./accounts.ts";
import { createdAt, instant } from "./columns.ts";

/** A URL of our own to send to, for trials: what arrives is shown. */
export const receiverInboxes = pgTable(
  "receiver_inboxes",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    name: text("name").notNull(),
    /** The unguessable part of its URL. */
    token: text("token").notNull(),
    createdAt: createdAt(),
    /** It is gone from then on; null: it stays. */
    expiresAt: instant("expires_at"),
    /** What it answers; null: 202 at once. */
    answer: jsonb("answer").$type<ReceiverAnswer>(),
    /** Requests that still get that answer, before the others get 202; null: all of them. */
    answersLeft: integer("answers_left"),
  },
  (t) => [uniqueIndex("receiver_inboxes_token").on(t.token), index("receiver_inboxes_tenant").on(t.tenantId, t.id)],
);

/** The newest 200 requests an inbox got, without the secrets they carried. */
export const receivedRequests = pgTable(
  "received_requests",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    inboxId: uuid("inbox_id").notNull(),
    receivedAt: instant("received_at").notNull().default(sql`now()`),
    method: text("method").notNull(),
    headers: jsonb("headers").$type<[string, string][]>().notNull(),
    body: text("body").notNull(),
    /** The subscription by whose key it was signed when it arrived; null: by none that pointed here. */
    verifiedBy: uuid("verified_by"),
    answeredStatusCode: integer("answered_status_code").notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.inboxId], foreignColumns: [receiverInboxes.id] }).onDelete("cascade"),
    index("received_requests_inbox").on(t.inboxId, t.id),
  ],
);
