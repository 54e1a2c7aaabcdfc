/** Tenants and who acts for them: users, sessions that ended, API keys, and the record of what they changed. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Permission, Role } from "#webhooks/permissions";
import { createdAt, instant } from "./columns.ts";

export const tenants = pgTable("tenants", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  integrationsEnabled: boolean("integrations_enabled").notNull().default(true),
  /** Grows by one with every change of an integration or subscription; matching caches by it. */
  definitionVersion: integer("definition_version").notNull().default(1),
  createdAt: createdAt(),
});

export const tenantId = () =>
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
