/**
 * Recoveries: many deliveries tried again, or past events replayed into one integration. The row says how far it came, so
 * that a crash loses nothing: each portion moves the position in the transaction that takes its deliveries.
 */
import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, lt, lte, ne, or, sql } from "drizzle-orm";
import type { DeliveryStatus } from "#webhooks/delivery";
import { client, type Queryable } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import { type DeliveryFilter, deliveryConditions } from "./delivery-filter.ts";
import { deliveries, events, recoveries } from "./schema.ts";

export type Recovery = typeof recoveries.$inferSelect;
/** Instants as ISO text: the row keeps it as JSON. Ids are UUIDs. */
export type RecoverScope = Omit<DeliveryFilter, "createdFrom" | "createdTo"> & {
  createdFrom?: string | null;
  createdTo?: string | null;
  /** The newest delivery there was when it began: what was made later is no part of it. By id: workers' clocks differ. */
  untilId?: string | null;
};
export type ReplayScope = {
  integrationId: string;
  receivedFrom: string;
  receivedTo: string;
  /** Only this event of the period. */
  eventId?: string | null;
};
export type NewRecovery = Pick<Recovery, "id" | "tenantId" | "kind" | "perSecond" | "total" | "requestedBy"> & {
  scope: RecoverScope | ReplayScope;
};

/** What can be recovered: given up by the retry policy, or by a person. */
const RECOVERABLE = ["FAILED", "CANCELLED"] as const;

export async function insertRecovery(db: Queryable, recovery: NewRecovery): Promise<Recovery> {
  const [row] = await db
    .insert(recoveries)
    .values({ ...recovery, status: "RUNNING" })
    .returning();
  if (!row) throw new Error("The recovery was not stored.");
  return row;
}

/** By id; unknown and foreign ids are left out. */
export async function findRecoveries(tenantId: string, ids: readonly string[]): Promise<Recovery[]> {
  return client()
    .db.select()
    .from(recoveries)
    .where(and(eq(recoveries.tenantId, tenantId), inArray(recoveries.id, [...ids])));
}

/** Newest first (index recoveries_tenant). */
export async function listRecoveries(tenantId: string, page: Page): Promise<Slice<Recovery>> {
  const { where, orderBy, limit } = keyset(recoveries.id, page);
  const rows = await client()
    .db.select()
    .from(recoveries)
    .where(and(eq(recoveries.tenantId, tenantId), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

/** The recovery, locked against its other portions and its cancellation until the transaction ends; null: not running. */
export async function lockRunningRecovery(db: Queryable, tenantId: string, id: string): Promise<Recovery | null> {
  const [row] = await db
    .select()
    .from(recoveries)
    .where(and(eq(recoveries.tenantId, tenantId), eq(recoveries.id, id), eq(recoveries.status, "RUNNING")))
    .for("update");
  return row ?? null;
}

/**
 * Moves on: `position` is the last id that was looked at, null at the end of everything. What failed since the count is
 * taken too, and counted with it: `done` never exceeds `total`.
 */
export async function advanceRecovery(
  db: Queryable,
  recovery: Recovery,
  { done, position }: { done: number; position: string | null },
): Promise<void> {
  await db
    .update(recoveries)
    .set({
      done: recovery.done + done,
      total: Math.max(recovery.total, recovery.done + done),
      ...(position === null ? { status: "COMPLETED", completedAt: sql`now()` } : { position }),
    })
    .where(eq(recoveries.id, recovery.id));
}

/** Null: there is no such recovery, or it runs no more. */
export async function cancelRecovery(db: Queryable, tenantId: string, id: string): Promise<Recovery | null> {
  const [row] = await db
    .update(recoveries)
    .set({ status: "CANCELLED", completedAt: sql`now()` })
    .where(and(eq(recoveries.tenantId, tenantId), eq(recoveries.id, id), eq(recoveries.status, "RUNNING")))
    .returning();
  return row ?? null;
}

/** Tests only where the filter names them: nobody is owed a test. */
function recoverable(tenantId: string, { createdFrom, createdTo, untilId, ...filter }: RecoverScope) {
  return [
    ...deliveryConditions(tenantId, {
      ...filter,
      createdFrom: createdFrom ? new Date(createdFrom) : null,
      createdTo: createdTo ? new Date(createdTo) : null,
    }),
    untilId ? lte(deliveries.id, untilId) : undefined,
    filter.origins ? undefined : ne(deliveries.origin, "TEST"),
    inArray(deliveries.unsettled, [...RECOVERABLE]),
    sql`exists (select from subscriptions s where s.id = ${deliveries.subscriptionId} and s.deleted_at is null)`,
  ];
}

/** The id of the tenant's newest delivery (index deliveries_tenant); null: it has none. */
export async function findNewestDelivery(tenantId: string): Promise<string | null> {
  const [row] = await client()
    .db.select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.tenantId, tenantId))
    .orderBy(desc(deliveries.id))
    .limit(1);
  return row?.id ?? null;
}

/**
 * Exactly how many deliveries of the filter are FAILED or CANCELLED, no tests, and have a subscription to go to (index
 * deliveries_unsettled).
 */
export async function countRecoverable(tenantId: string, scope: RecoverScope): Promise<number> {
  const [row] = await client()
    .db.select({ count: count() })
    .from(deliveries)
    .where(and(...recoverable(tenantId, scope)));
  return row?.count ?? 0;
}

/** The next recoverable deliveries after a position, oldest first; locked. What a person gave up since it began stays so. */
export async function lockRecoverable(
  db: Queryable,
  recovery: Recovery,
  limit: number,
): Promise<{ id: string; isEmergency: boolean }[]> {
  return db
    .select({ id: deliveries.id, isEmergency: deliveries.isEmergency })
    .from(deliveries)
    .where(
      and(
        ...recoverable(recovery.tenantId, recovery.scope as RecoverScope),
        recovery.position === null ? undefined : gt(deliveries.id, recovery.position),
        or(eq(deliveries.unsettled, "FAILED"), lte(deliveries.completedAt, recovery.createdAt)),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(limit)
    .for("update");
}

export type TakenCount = { recoveryId: string; status: DeliveryStatus; deliveries: number };

/** How the deliveries stand that these recoveries took, and no later one (index deliveries_recovery). */
export async function countTaken(tenantId: string, recoveryIds: readonly string[]): Promise<TakenCount[]> {
  const rows = await client()
    .db.select({ recoveryId: deliveries.recoveryId, status: deliveries.status, deliveries: count() })
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.recoveryId, [...recoveryIds])))
    .groupBy(deliveries.recoveryId, deliveries.status);
  return rows.flatMap(({ recoveryId, ...row }) => (recoveryId === null ? [] : [{ recoveryId, ...row }]));
}

/**
 * Whether the caller's transaction is the only one that replays into the integration, until it ends. The others do not
 * wait for it: they would hold connections meanwhile.
 */
export async function takeReplayTurn(db: Queryable, integrationId: string): Promise<boolean> {
  const key = sql`hashtextextended(${`signalpost.replay ${integrationId}`}, 0)`;
  const [turn] = await db.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${key}) as mine`);
  return turn?.mine === true;
}

/**
 * Events of a type received in a period, after a position, oldest first (index events_tenant_type); no tests, and none
 * that matching has still to make the deliveries of.
 */
export async function listReplayableEvents(
  db: Queryable,
  tenantId: string,
  type: string,
  { receivedFrom, receivedTo, eventId }: { receivedFrom: Date; receivedTo: Date; eventId: string | null },
  after: string | null,
  limit: number,
): Promise<(typeof events.$inferSelect)[]> {
  return db
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        eq(events.type, type),
        eq(events.isTest, false),
        isNotNull(events.matchedAt),
        gte(events.receivedAt, receivedFrom),
        lt(events.receivedAt, receivedTo),
        eventId === null ? undefined : eq(events.id, eventId),
        after === null ? undefined : gt(events.id, after),
      ),
    )
    .orderBy(asc(events.id))
    .limit(limit);
}

/** The pairs of these events and any subscription that the integration made a delivery for already, as `event subscription`. */
export async function findDeliveredPairs(
  db: Queryable,
  tenantId: string,
  integrationId: string,
  eventIds: readonly string[],
): Promise<Set<string>> {
  const oldest = eventIds.toSorted()[0];
  if (oldest === undefined) return new Set();
  const rows = await db
    .select({ eventId: deliveries.eventId, subscriptionId: deliveries.subscriptionId })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.integrationId, integrationId),
        // A delivery's id begins like its event's, or is younger.
        gte(deliveries.id, `${oldest.slice(0, 18)}-0000-000000000000`),
        inArray(deliveries.eventId, [...eventIds]),
      ),
    );
  return new Set(rows.map((row) => `${row.eventId} ${row.subscriptionId}`));
}
