/** Integrations: the current version, all revisions, and the watch over those that fall silent. */
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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { EventFilter } from "#webhooks/filter";
import { tenantId } from "./accounts.ts";
import { createdAt, instant, updatedAt } from "./columns.ts";
import { subscriptions } from "./subscriptions.ts";

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
