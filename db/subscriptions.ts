/**
 * Subscriptions: lists, look-ups and changes. Deletion is soft, because history goes on naming them. Secrets are
 * sealed here on the way in and leave only for deliveries. Leaves rules about what may change to the callers.
 */
import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { maskHeader } from "#webhooks/redaction";
import { maskSecret, type SecurityModel } from "#webhooks/security-model";
import type { SubscriptionFields } from "#webhooks/subscription";
import type { HealthState } from "#webhooks/subscription-health";
import { client, type Queryable } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import { isInState } from "./health-states.ts";
import { containsText } from "./name-search.ts";
import { newId } from "./new-id.ts";
import { type SecurityShown, subscriptions } from "./schema.ts";
import { sealSecret } from "./sealed-secret.ts";

export type Subscription = typeof subscriptions.$inferSelect;

export type SubscriptionListFilter = {
  /** Part of the name or URI, or a whole externalId; letter case does not count. */
  search?: string | null | undefined;
  eventType?: string | null | undefined;
  isActive?: boolean | null | undefined;
  healthStates?: readonly HealthState[] | null | undefined;
};

/** Newest first (index subscriptions_tenant). */
export async function listSubscriptions(
  tenantId: string,
  filter: SubscriptionListFilter,
  page: Page,
): Promise<Slice<Subscription>> {
  const { where, orderBy, limit } = keyset(subscriptions.id, page);
  const rows = await client()
    .db.select()
    .from(subscriptions)
    .where(and(...subscriptionConditions(tenantId, filter), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

export async function countSubscriptions(tenantId: string, filter: SubscriptionListFilter): Promise<number> {
  const [row] = await client()
    .db.select({ count: count() })
    .from(subscriptions)
    .where(and(...subscriptionConditions(tenantId, filter)));
  return row?.count ?? 0;
}

/** Conditions on `subscriptions`, to be AND'd; the tenant's own stands first. */
export function subscriptionConditions(tenantId: string, filter: SubscriptionListFilter) {
  const { search, eventType, isActive, healthStates } = filter;
  return [
    eq(subscriptions.tenantId, tenantId),
    isNull(subscriptions.deletedAt),
    search?.trim()
      ? containsText(search, [subscriptions.name, subscriptions.uri], subscriptions.externalId)
      : undefined,
    eventType == null ? undefined : sql`${eventType} = any(${subscriptions.eventTypes})`,
    isActive == null ? undefined : eq(subscriptions.isActive, isActive),
    healthStates == null ? undefined : isInState(healthStates),
  ];
}

/** By id, deleted ones too: history names them. Unknown and foreign ids are left out. */
export async function findSubscriptions(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<Subscription[]> {
  return db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.tenantId, tenantId), inArray(subscriptions.id, [...ids])));
}

/** Null: none, or deleted (index subscriptions_external_id). */
export async function findSubscriptionByExternalId(
  tenantId: string,
  externalId: string,
  db: Queryable = client().db,
): Promise<Subscription | null> {
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        eq(subscriptions.externalId, externalId),
        isNull(subscriptions.deletedAt),
      ),
    );
  return row ?? null;
}

/** Those whose URI ends with any of these texts, such as the paths of receiver inboxes. Few tenants have many. */
export async function listSubscriptionsEndingWith(
  tenantId: string,
  uriEnds: readonly string[],
): Promise<Subscription[]> {
  return client()
    .db.select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.tenantId, tenantId),
        sql`exists (select 1 from unnest(${sql.param([...uriEnds])}::text[]) as uri_end
                     where right(${subscriptions.uri}, length(uri_end)) = uri_end)`,
      ),
    );
}

/** Part of a change of definitions. The signing key is made beside it (db/signing-keys). */
export async function insertSubscription(
  db: Queryable,
  tenantId: string,
  { security, secret, ...plain }: SubscriptionFields,
): Promise<Subscription> {
  const id = newId();
  const [row] = await db
    .insert(subscriptions)
    .values({ id, tenantId, ...plain, ...securityColumns(id, security), secret: sealedOrNull(id, secret) })
    .returning();
  if (!row) throw new Error("The subscription was not stored.");
  return row;
}

/** Part of a change of definitions: absent fields stay, the version grows by one. */
export async function updateSubscription(
  db: Queryable,
  current: Subscription,
  { security, secret, ...plain }: Partial<SubscriptionFields>,
): Promise<Subscription> {
  return writeSubscription(db, current, {
    ...plain,
    ...(security === undefined ? {} : securityColumns(current.id, security)),
    ...(secret === undefined ? {} : { secret: sealedOrNull(current.id, secret) }),
  });
}

/** Part of a change of definitions. The row stays, for history; nothing goes to it any more. */
export async function softDeleteSubscription(db: Queryable, current: Subscription): Promise<Subscription> {
  return writeSubscription(db, current, { isActive: false, deletedAt: sql`now()` });
}

async function writeSubscription(
  db: Queryable,
  { tenantId, id, version }: Subscription,
  columns: PgUpdateSetSource<typeof subscriptions>,
): Promise<Subscription> {
  const [row] = await db
    .update(subscriptions)
    .set({ ...columns, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(subscriptions.tenantId, tenantId), eq(subscriptions.id, id)))
    .returning();
  if (!row) throw new Error("The subscription to change does not exist.");
  return row;
}

function securityColumns(id: string, security: SecurityModel) {
  return {
    securityType: security.type,
    security: sealSecret(JSON.stringify(security), id),
    securityShown: shownPart(security),
  };
}

function sealedOrNull(id: string, secret: string | null): string | null {
  return secret === null ? null : sealSecret(secret, id);
}

function shownPart(security: SecurityModel): SecurityShown {
  switch (security.type) {
    case "none":
      return { type: "none" };
    case "apiKey":
      return { type: "apiKey", maskedValue: maskSecret(security.apiKey) };
    case "header":
      return {
        type: "header",
        headers: security.headers.map(maskHeader).map(({ name, value }) => ({ name, maskedValue: value })),
      };
    case "basic":
      return { type: "basic", username: security.username };
    case "oauth2":
      return { type: "oauth2", tokenUri: security.tokenUri, clientId: security.clientId, scope: security.scope };
  }
}
