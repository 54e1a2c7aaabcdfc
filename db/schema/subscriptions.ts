/** Subscriptions, the keys they sign with, and what the workers know of their receivers. */
import { sql } from "drizzle-orm";
import {
  boolean,
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
import type { HealthNews } from "#webhooks/notices";
import type { RetryPolicy } from "#webhooks/retry-policy";
import type { SecurityType } from "#webhooks/security-model";
import type { SubscriptionMode } from "#webhooks/subscription";
import { tenantId } from "./accounts.ts";
import { createdAt, instant, type Sealed, updatedAt } from "./columns.ts";

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
  /** When the last probe went out. */
  probedAt: instant("probed_at"),
  /** Counts the times that the next probe was planned: only the job of the last plan makes it. */
  plan: integer("plan").notNull().default(0),
  /** The delivery that was sent as the last probe. */
  probeDeliveryId: uuid("probe_delivery_id"),
});
