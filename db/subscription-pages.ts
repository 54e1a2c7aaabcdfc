/**
 * Numbered pages, as the Konexus Subscription API wants them: of subscriptions in any order, and of what was sent to
 * one. Everything else uses keyset pages.
 */
import { and, asc, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { client } from "./client.ts";
import { deliveries, subscriptions } from "./schema.ts";
import { type Subscription, type SubscriptionListFilter, subscriptionConditions } from "./subscriptions.ts";

export type SubscriptionOrder = {
  field: "name" | "uri" | "isActive" | "createdAt" | "updatedAt";
  isDescending: boolean;
};

/** Rows to take, and to skip before them. */
export type Portion = { limit: number; offset: number };

const SORT_KEYS: Record<SubscriptionOrder["field"], SQL> = {
  name: sql`lower(${subscriptions.name})`,
  uri: sql`lower(${subscriptions.uri})`,
  isActive: sql`${subscriptions.isActive}`,
  createdAt: sql`${subscriptions.createdAt}`,
  updatedAt: sql`${subscriptions.updatedAt}`,
};

/** In that order, letter case does not count; newest first where nothing else decides (index subscriptions_tenant). */
export async function listSubscriptionPortion(
  tenantId: string,
  filter: SubscriptionListFilter,
  order: readonly SubscriptionOrder[],
  { limit, offset }: Portion,
): Promise<Subscription[]> {
  const orderBy = order.map(({ field, isDescending }) => (isDescending ? desc : asc)(SORT_KEYS[field]));
  return client()
    .db.select()
    .from(subscriptions)
    .where(and(...subscriptionConditions(tenantId, filter)))
    .orderBy(...orderBy, desc(subscriptions.id))
    .limit(limit)
    .offset(offset);
}

/** Attempts of one subscription are counted, and shown, up to here. */
export const ATTEMPTS_SHOWN_MAX = 10_000;

/** Attempts so far, at most 10,000 (index deliveries_subscription). */
export async function countAttemptsTo(tenantId: string, subscriptionId: string): Promise<number> {
  const newest = client()
    .db.select({ attemptCount: deliveries.attemptCount })
    .from(deliveries)
    .where(attemptedAt(tenantId, subscriptionId))
    .orderBy(desc(deliveries.id))
    .limit(ATTEMPTS_SHOWN_MAX)
    .as("newest");
  const [row] = await client()
    .db.select({ total: sql<number>`coalesce(sum(${newest.attemptCount}), 0)::float8` })
    .from(newest);
  return Math.min(row?.total ?? 0, ATTEMPTS_SHOWN_MAX);
}

/** Attempts, newest event first, the last one of a delivery first (index deliveries_subscription). */
export async function listAttemptKeysTo(
  tenantId: string,
  subscriptionId: string,
  { limit, offset }: Portion,
): Promise<{ deliveryId: string; number: number }[]> {
  const rows = await client().db.execute<{ deliveryId: string; number: number }>(sql`
    select ${deliveries.id} as "deliveryId", attempt.number
      from ${deliveries} cross join lateral generate_series(${deliveries.attemptCount}, 1, -1) as attempt(number)
     where ${attemptedAt(tenantId, subscriptionId)}
     order by ${deliveries.id} desc, attempt.number desc limit ${limit} offset ${offset}`);
  return [...rows];
}

function attemptedAt(tenantId: string, subscriptionId: string): SQL | undefined {
  return and(
    eq(deliveries.tenantId, tenantId),
    eq(deliveries.subscriptionId, subscriptionId),
    gt(deliveries.attemptCount, 0),
  );
}
