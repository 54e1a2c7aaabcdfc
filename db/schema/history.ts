/** What happened: events, deliveries, attempts, and recoveries of many of them. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { DeliveryOrigin, DeliveryStatus } from "#webhooks/delivery";
import type { AttemptOutcome } from "#webhooks/outcome";
import { tenantId } from "./accounts.ts";
import { createdAt, instant, json } from "./columns.ts";

/** Partitioned by id. `payload` is `{ metadata, data }` as published. */
export const events = pgTable(
  "events",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id").notNull(),
    type: text("type").notNull(),
    externalId: text("external_id"),
    occurredAt: instant("occurred_at").notNull(),
    receivedAt: instant("received_at").notNull(),
    payload: json<{ metadata: Record<string, unknown>; data: Record<string, unknown> }>("payload").notNull(),
    isTest: boolean("is_test").notNull().default(false),
    matchedAt: instant("matched_at"),
    /** The tenant's definition version that it was matched with. */
    matchedVersion: integer("matched_version"),
  },
  (t) => [index("events_tenant").on(t.tenantId, t.id), index("events_tenant_type").on(t.tenantId, t.type, t.id)],
);

/** Publishers' own ids, unique per tenant over all partitions of `events`. */
export const eventExternalIds = pgTable(
  "event_external_ids",
  {
    tenantId: uuid("tenant_id").notNull(),
    externalId: text("external_id").notNull(),
    eventId: uuid("event_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.externalId] }), index("event_external_ids_event").on(t.eventId)],
);

/**
 * Partitioned by id, which is derived from event, integration and subscription: its primary key is what makes
 * matching idempotent. `unsettled` repeats the status unless it is PENDING or SUCCEEDED (generated): the path of a
 * delivery that arrives at once touches no index, so its update stays within its page.
 */
export const deliveries = pgTable(
  "deliveries",
  {
    id: uuid("id").primaryKey(),
    tenantId: uuid("tenant_id").notNull(),
    eventId: uuid("event_id"),
    subscriptionId: uuid("subscription_id").notNull(),
    integrationId: uuid("integration_id"),
    eventType: text("event_type"),
    origin: text("origin").$type<DeliveryOrigin>().notNull(),
    isEmergency: boolean("is_emergency").notNull().default(false),
    status: text("status").$type<DeliveryStatus>().notNull(),
    unsettled: text("unsettled")
      .$type<DeliveryStatus>()
      .generatedAlwaysAs(sql`case when status in ('RETRYING', 'HELD', 'FAILED', 'CANCELLED') then status end`),
    attemptCount: integer("attempt_count").notNull().default(0),
    nextAttemptAt: instant("next_attempt_at"),
    /** When its own retry policy has it attempted again, while it is held or goes out ahead of that; past: it counts no more. */
    retryAt: instant("retry_at"),
    /** The receiver asked for no attempt before (Retry-After). */
    askedUntil: instant("asked_until"),
    /** Failed attempts that went out ahead of `retryAt`, and so used up no retry. */
    extraAttempts: integer("extra_attempts").notNull().default(0),
    /** Set while a slow attempt is under way (written only for attempts that take longer than a quarter second). */
    attemptStartedAt: instant("attempt_started_at"),
    /** The worker whose attempt that is; null: a test, which the web server attempts. */
    attemptPool: text("attempt_pool"),
    lastOutcome: text("last_outcome").$type<AttemptOutcome>(),
    lastStatusCode: smallint("last_status_code"),
    /** Who cancelled it, where a sentence needs it. */
    statusReason: text("status_reason"),
    /** The last recovery that took it up again, or that made it. */
    recoveryId: uuid("recovery_id"),
    createdAt: createdAt(),
    completedAt: instant("completed_at"),
  },
  (t) => [
    index("deliveries_tenant").on(t.tenantId, t.id),
    index("deliveries_subscription").on(t.subscriptionId, t.id),
    index("deliveries_integration").on(t.integrationId, t.id).where(sql`integration_id is not null`),
    index("deliveries_unsettled").on(t.tenantId, t.unsettled, t.id).where(sql`unsettled is not null`),
    index("deliveries_created").using("brin", t.createdAt),
    index("deliveries_recovered_event").on(t.eventId).where(sql`origin <> 'EVENT'`),
    index("deliveries_recovery").on(t.recoveryId, t.id).where(sql`recovery_id is not null`),
  ],
);

/** Partitioned by delivery_id; never changed once recorded. */
export const attempts = pgTable(
  "attempts",
  {
    deliveryId: uuid("delivery_id").notNull(),
    number: smallint("number").notNull(),
    tenantId: uuid("tenant_id").notNull(),
    outcome: text("outcome").$type<AttemptOutcome>().notNull(),
    cause: text("cause").notNull(),
    startedAt: instant("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    statusCode: smallint("status_code"),
    request: json<RecordedRequest>("request").notNull(),
    response: json<RecordedResponse>("response"),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);

/** What went out, secrets masked. The body is rebuilt from the event and these (webhooks/request.ts). */
export type RecordedRequest = {
  uri: string;
  headers: [string, string][];
  /** As it stood in the body; null for DIRECT subscriptions and pings. */
  integrationName: string | null;
  hasSecret: boolean;
};

export type RecordedResponse = { headers: [string, string][]; body: string; bodyTruncated: boolean };

export const recoveries = pgTable(
  "recoveries",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    kind: text("kind").$type<"RECOVER" | "REPLAY">().notNull(),
    /** The filter or the replay's integration and period, as given. */
    scope: jsonb("scope").notNull(),
    status: text("status").$type<"RUNNING" | "COMPLETED" | "CANCELLED">().notNull(),
    perSecond: integer("per_second").notNull(),
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    /** How far it came: the last id taken. */
    position: uuid("position"),
    requestedBy: text("requested_by").notNull(),
    createdAt: createdAt(),
    completedAt: instant("completed_at"),
  },
  (t) => [index("recoveries_tenant").on(t.tenantId, t.id)],
);
