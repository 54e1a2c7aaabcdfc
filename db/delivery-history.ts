/** Deliveries as history shows them: lists and counts, of a tenant or of each of many owners in one statement. */
import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
import { client, type Queryable } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import type { Delivery } from "./deliveries.ts";
import { type DeliveryFilter, deliveryConditions, isOfEvent } from "./delivery-filter.ts";
import { deliveries } from "./schema.ts";

/** Counting stops here: a list this long is told from a longer one, not measured. */
const COUNT_MAX = 10_000;

export type DeliveryOwner = "event" | "integration" | "subscription";

/** By id; unknown and foreign ids are left out. */
export async function findDeliveries(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<Delivery[]> {
  return db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.id, [...ids])));
}

/** Those of some ids that a filter lets through, oldest first. */
export async function findDeliveriesThatPass(
  tenantId: string,
  ids: readonly string[],
  filter: DeliveryFilter,
): Promise<Delivery[]> {
  return client()
    .db.select()
    .from(deliveries)
    .where(and(...deliveryConditions(tenantId, filter), inArray(deliveries.id, [...ids])))
    .orderBy(asc(deliveries.id));
}

/** Newest first (index deliveries_tenant; deliveries_unsettled where only unsettled statuses are asked for). */
export async function listDeliveries(tenantId: string, filter: DeliveryFilter, page: Page): Promise<Slice<Delivery>> {
  const { where, orderBy, limit } = keyset(deliveries.id, page);
  const rows = await client()
    .db.select()
    .from(deliveries)
    .where(and(...deliveryConditions(tenantId, filter), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

/** Null: more than 10,000. */
export async function countDeliveries(tenantId: string, filter: DeliveryFilter): Promise<number | null> {
  const some = client()
    .db.select({ one: sql`1` })
    .from(deliveries)
    .where(and(...deliveryConditions(tenantId, filter)))
    .limit(COUNT_MAX + 1);
  const [row] = await client().db.select({ count: count() }).from(some.as("counted"));
  return bounded(row?.count ?? 0);
}

/**
 * A page of the deliveries of each owner, in one statement: a keyset scan for each, by the index of its kind
 * (deliveries_subscription, deliveries_integration, or the range of ids of an event).
 */
export async function listDeliveriesOf(
  tenantId: string,
  owner: DeliveryOwner,
  ownerIds: readonly string[],
  filter: DeliveryFilter,
  page: Page,
): Promise<Map<string, Slice<Delivery>>> {
  const { where, orderBy, limit } = keyset(deliveries.id, page);
  const { db } = client();
  const taken = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(and(...deliveryConditions(tenantId, filter), belongsToOwner(owner), ...where))
    .orderBy(orderBy)
    .limit(limit);
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        sql`${deliveries.id} in (select taken.id from ${unnested(ownerIds)} cross join lateral ${taken} as taken)`,
      ),
    )
    .orderBy(orderBy);
  return new Map(
    ownerIds.map((id) => [
      id,
      cutPage(
        rows.filter((row) => ownerIdOf(owner, row) === id),
        page,
      ),
    ]),
  );
}

/** Null for an owner: more than 10,000. */
export async function countDeliveriesOf(
  tenantId: string,
  owner: DeliveryOwner,
  ownerIds: readonly string[],
  filter: DeliveryFilter,
): Promise<Map<string, number | null>> {
  const { db } = client();
  const some = db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(and(...deliveryConditions(tenantId, filter), belongsToOwner(owner)))
    .limit(COUNT_MAX + 1);
  const rows = await db.execute<{ id: string; count: string }>(
    sql`select owner.id, (select count(*) from ${some} as counted) as count from ${unnested(ownerIds)}`,
  );
  return new Map(rows.map((row) => [row.id, bounded(Number(row.count))]));
}

/** The integrations that have a delivery of each of these events. */
export async function listIntegrationsDelivered(
  tenantId: string,
  eventIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { db } = client();
  const taken = db
    .selectDistinct({ integrationId: deliveries.integrationId })
    .from(deliveries)
    .where(
      and(eq(deliveries.tenantId, tenantId), belongsToOwner("event"), sql`${deliveries.integrationId} is not null`),
    );
  const rows = await db.execute<{ id: string; integration_id: string }>(
    sql`select owner.id, taken.integration_id from ${unnested(eventIds)} cross join lateral ${taken} as taken`,
  );
  const byEvent = new Map(eventIds.map((id) => [id, new Set<string>()]));
  for (const row of rows) byEvent.get(row.id)?.add(row.integration_id);
  return byEvent;
}

/** How many deliveries each subscription holds (index deliveries_unsettled). */
export async function countHeld(tenantId: string, subscriptionIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await client()
    .db.select({ id: deliveries.subscriptionId, count: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.unsettled, "HELD"),
        inArray(deliveries.subscriptionId, [...subscriptionIds]),
      ),
    )
    .groupBy(deliveries.subscriptionId);
  return new Map(rows.map((row) => [row.id, row.count]));
}

/** True of the deliveries of the row that `unnested` calls owner. */
function belongsToOwner(owner: DeliveryOwner) {
  const ownerId = sql`owner.id`;
  switch (owner) {
    case "event":
      return isOfEvent(ownerId);
    case "integration":
      return eq(deliveries.integrationId, ownerId);
    case "subscription":
      return eq(deliveries.subscriptionId, ownerId);
  }
}

function ownerIdOf(owner: DeliveryOwner, row: Delivery): string | null {
  switch (owner) {
    case "event":
      return row.eventId;
    case "integration":
      return row.integrationId;
    case "subscription":
      return row.subscriptionId;
  }
}

function unnested(ids: readonly string[]) {
  return sql`unnest(${sql.param([...new Set(ids)])}::uuid[]) as owner(id)`;
}

function bounded(found: number): number | null {
  return found > COUNT_MAX ? null : found;
}
