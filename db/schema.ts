/**
 * The data model. `db/migrations` makes it; what Drizzle cannot say (partitions, fill factors, generated columns) is
 * written into the migrations by hand and noted here.
 *
 * Time is in the ids: every id is a UUIDv7, so `id desc` is newest first and serves all keyset lists. `events` and
 * `deliveries` are range-partitioned by id, `attempts` by delivery_id (docs/decisions/0002).
 */
import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { DeliveryOrigin, DeliveryStatus } from "#webhooks/delivery";
import type { EventFilter } from "#webhooks/filter";
import type { HealthNews, NoticeKind } from "#webhooks/notices";
import type { AttemptOutcome } from "#webhooks/outcome";
import type { Permission, Role } from "#webhooks/permissions";
import type { ReceiverAnswer } from "#webhooks/receiver-inbox";
import type { RetryPolicy } from "#webhooks/retry-policy";
import type { SecurityType } from "#webhooks/security-model";
import type { SubscriptionMode } from "#webhooks/subscription";

/** `json`, not `jsonb`: what a publisher sent is shown as it was sent, in its own key order. */
const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "json",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => (typeof value === "string" ? JSON.parse(value) : value) as T,
  })(name);

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const createdAt = () => instant("created_at").notNull().default(sql`now()`);
const updatedAt = () => instant("updated_at").notNull().default(sql`now()`);

/** A sealed secret: `<key id>.<base64>`; see db/sealed-secret.ts. Never leaves the database layer unsealed by accident. */
type Sealed = string;

export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  integrationsEnabled: boolean("integrations_enabled").notNull().default(true),
  /** Grows by one with every change of an integration or subscription; matching caches by it. */
  definitionVersion: integer("definition_version").notNull().default(1),
  createdAt: createdAt(),
});

const tenantId = () =>
  uuid("tenant_id")
    .notNull()
    .references(() => tenants.id);

export const users = pgTable(
  "users",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    passwordHash: text("password_hash").notNull(),
    /** Grows when sessions must end (password, role, removal); sessions carry the version they were made with. */
    sessionVersion: integer("session_version").notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`), index("users_tenant").on(t.tenantId, t.id)],
);

/** Sessions that their users ended before they were over; the id is of the moment it began (db/ended-sessions.ts). */
export const endedSessions = pgTable("ended_sessions", { id: uuid("id").primaryKey() });

export const apiKeys = pgTable(
  "api_keys",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    name: text("name").notNull(),
    /** First characters, enough to recognise it. */
    prefix: text("prefix").notNull(),
    /** SHA-256 of the whole key, hex. Keys hold 256 random bits, so a fast hash is enough. */
    hash: text("hash").notNull(),
    permissions: text("permissions").array().$type<Permission[]>().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("api_keys_hash").on(t.hash), index("api_keys_tenant").on(t.tenantId, t.id)],
);

export const subscriptions = pgTable(
  "subscriptions",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    externalId: text("external_id"),
    name: text("name").notNull(),
    uri: text("uri").notNull(),
    eventTypes: text("event_types").array().notNull(),
    isActive: boolean("is_active").notNull().default(true),
    mode: text("mode").$type<SubscriptionMode>().notNull(),
    securityType: text("security_type").$type<SecurityType>().notNull(),
    /** The whole security model as sealed JSON. */
    security: text("security").$type<Sealed>().notNull(),
    /** What may be shown of it without unsealing: names, user name, masked values. */
    securityShown: jsonb("security_shown").$type<SecurityShown>().notNull(),
    secret: text("secret").$type<Sealed>(),
    retryPolicy: jsonb("retry_policy").$type<RetryPolicy>().notNull(),
    rateLimitPerSecond: integer("rate_limit_per_second"),
    timeoutSeconds: smallint("timeout_seconds").notNull().default(15),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    index("subscriptions_tenant").on(t.tenantId, t.id).where(sql`deleted_at is null`),
    uniqueIndex("subscriptions_external_id")
      .on(t.tenantId, t.externalId)
      .where(sql`external_id is not null and deleted_at is null`),
  ],
);

/** Of a security model, without its secrets. */
export type SecurityShown =
  | { type: "none" }
  | { type: "apiKey"; maskedValue: string }
  | { type: "header"; headers: { name: string; maskedValue: string }[] }
  | { type: "basic"; username: string }
  | { type: "oauth2"; tokenUri: string; clientId: string; scope: string | null };

/** Standard Webhooks signing keys; every one that has not expired signs. */
export const signingKeys = pgTable(
  "signing_keys",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    subscriptionId: uuid("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    /** Sealed `whsec_…`. */
    key: text("key").$type<Sealed>().notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at"),
  },
  (t) => [index("signing_keys_subscription").on(t.subscriptionId, t.id)],
);

/** What attempts came to, lately; written in batches by the workers. No row: nothing sent yet. */
export const subscriptionHealth = pgTable(
  "subscription_health",
  {
    subscriptionId: uuid("subscription_id")
      .primaryKey()
      .references(() => subscriptions.id),
    tenantId: tenantId(),
    consecutiveFailures: integer("consecutive_failures").notNull().default(0),
    failingSince: instant("failing_since"),
    lastSucceededAt: instant("last_succeeded_at"),
    lastFailedAt: instant("last_failed_at"),
    lastCause: text("last_cause"),
    /** The delivery of the first failure since the last success. */
    failingDeliveryId: uuid("failing_delivery_id"),
    /** Others failed since then too. */
    isFailingSeveral: boolean("is_failing_several").notNull().default(false),
    /** The last notification, and of a trouble: since when, and the smallest id of a delivery that it may have met. */
    told: text("told").$type<HealthNews>(),
    toldAt: instant("told_at"),
    troubleSince: instant("trouble_since"),
    troubleFrom: uuid("trouble_from"),
  },
  (t) => [index("subscription_health_failing").on(t.failingSince).where(sql`failing_since is not null`)],
);

/** How far the attempts of subscriptions with a rate limit are laid out in time, by all workers together. */
export const subscriptionPace = pgTable("subscription_pace", {
  subscriptionId: uuid("subscription_id")
    .primaryKey()
    .references(() => subscriptions.id),
  nextAt: timestamp("next_at", { withTimezone: true }).notNull(),
});

/** Until when deliveries that were sent back to the queue are laid out for a subscription with a rate limit. */
export const subscriptionReturns = pgTable(
  "subscription_returns",
  {
    subscriptionId: uuid("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
    isEmergency: boolean("is_emergency").notNull(),
    laidOutUntil: timestamp("laid_out_until", { withTimezone: true }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.subscriptionId, t.isEmergency] })],
);

/** A row while a subscription's circuit breaker is open. */
export const circuitBreakers = pgTable("circuit_breakers", {
  subscriptionId: uuid("subscription_id")
    .primaryKey()
    .references(() => subscriptions.id),
  tenantId: tenantId(),
  openedAt: instant("opened_at").notNull(),
  /** When the next probe goes out; null: with the next delivery that comes. */
  probeAt: instant("probe_at"),
  probes: integer("probes").notNull().default(0),
  /** The delivery that was sent as the last probe. */
  probeDeliveryId: uuid("probe_delivery_id"),
});

export const integrations = pgTable(
  "integrations",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    externalId: text("external_id"),
    name: text("name").notNull(),
    isEnabled: boolean("is_enabled").notNull().default(true),
    trigger: text("trigger").notNull(),
    filters: jsonb("filters").$type<EventFilter[]>().notNull(),
    /** Null: its silence is not watched. */
    quietAfterHours: smallint("quiet_after_hours"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    index("integrations_tenant").on(t.tenantId, t.id).where(sql`deleted_at is null`),
    index("integrations_trigger").on(t.tenantId, t.trigger),
    index("integrations_watched")
      .on(t.id)
      .where(sql`quiet_after_hours is not null and is_enabled and deleted_at is null`),
    uniqueIndex("integrations_external_id")
      .on(t.tenantId, t.externalId)
      .where(sql`external_id is not null and deleted_at is null`),
  ],
);

/** The actions of the current version, in order. */
export const integrationActions = pgTable(
  "integration_actions",
  {
    integrationId: uuid("integration_id")
      .notNull()
      .references(() => integrations.id),
    position: smallint("position").notNull(),
    tenantId: tenantId(),
    type: text("type").$type<"WEBHOOK">().notNull(),
    subscriptionId: uuid("subscription_id")
      .notNull()
      .references(() => subscriptions.id),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.position] }),
    index("integration_actions_subscription").on(t.subscriptionId),
  ],
);

/**
 * The whole definition after each change. Holds from `definitionVersion` of its tenant until the next revision of the
 * integration; `isDeleted` ends it. An event's `matchedVersion` therefore names exactly the revisions it met.
 */
export const integrationRevisions = pgTable(
  "integration_revisions",
  {
    integrationId: uuid("integration_id")
      .notNull()
      .references(() => integrations.id),
    version: integer("version").notNull(),
    tenantId: tenantId(),
    definitionVersion: integer("definition_version").notNull(),
    name: text("name").notNull(),
    isEnabled: boolean("is_enabled").notNull(),
    isDeleted: boolean("is_deleted").notNull().default(false),
    trigger: text("trigger").notNull(),
    filters: jsonb("filters").$type<EventFilter[]>().notNull(),
    quietAfterHours: smallint("quiet_after_hours"),
    subscriptionIds: uuid("subscription_ids").array().notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.version] }),
    index("integration_revisions_trigger").on(t.tenantId, t.trigger, t.definitionVersion),
  ],
);

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
    /** Set while a slow attempt is under way (written only for attempts that take longer than a quarter second). */
    attemptStartedAt: instant("attempt_started_at"),
    lastOutcome: text("last_outcome").$type<AttemptOutcome>(),
    lastStatusCode: smallint("last_status_code"),
    /** Who cancelled it, or why it is held, where a sentence needs it. */
    statusReason: text("status_reason"),
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

/** The silence of integrations that have `quietAfterHours`, as it was looked at last. */
export const quietWatches = pgTable("quiet_watches", {
  integrationId: uuid("integration_id")
    .primaryKey()
    .references(() => integrations.id),
  tenantId: tenantId(),
  /** Of the integration; a change begins the time anew. */
  version: integer("version").notNull(),
  /** The last match, or when the watch began. */
  activeAt: instant("active_at").notNull(),
  /** The `activeAt` whose silence was told. */
  toldFor: instant("told_for"),
  checkAt: instant("check_at").notNull(),
});

export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid("id").primaryKey(),
    tenantId: tenantId(),
    at: instant("at").notNull().default(sql`now()`),
    actor: text("actor").notNull(),
    /** noun.verb: integration.created, subscription.updated, apiKey.revoked */
    action: text("action").notNull(),
    /** Public id of what was changed. */
    subjectId: text("subject_id"),
    summary: text("summary").notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
  },
  (t) => [index("audit_entries_tenant").on(t.tenantId, t.id)],
);

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

/** A running worker's sign of life; a silent one's jobs are set free. `id` is graphile-worker's pool id. */
export const workerPools = pgTable("worker_pools", {
  id: text("id").primaryKey(),
  startedAt: instant("started_at").notNull().default(sql`now()`),
  seenAt: instant("seen_at").notNull().default(sql`now()`),
});
