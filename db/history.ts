/** Events and attempts as history shows them. Deliveries: db/delivery-history. */
import { and, asc, desc, eq, gte, inArray, lt, lte, sql } from "drizzle-orm";
import { firstUuidAt } from "#webhooks/id";
import { client } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import type { StoredEvent } from "./events.ts";
import { eventMatchesSearch } from "./payload-search.ts";
import { attempts, events } from "./schema.ts";

export type Attempt = typeof attempts.$inferSelect;

export type EventListFilter = {
  type?: string | null | undefined;
  /** Inclusive. */
  receivedFrom?: Date | null | undefined;
  /** Exclusive. */
  receivedTo?: Date | null | undefined;
  search?: string | null | undefined;
};

/** An id is made within this time of the receipt that it stands for; ranges of ids are this much wider. */
const ID_TIME_SLACK_MS = 60_000;

/** By id, test events too; unknown and foreign ids are left out. */
export async function findEvents(tenantId: string, ids: readonly string[]): Promise<StoredEvent[]> {
  return client()
    .db.select()
    .from(events)
    .where(and(eq(events.tenantId, tenantId), inArray(events.id, [...ids])));
}

/** Newest first, without test events (index events_tenant, or events_tenant_type where a type is asked for). */
export async function listEvents(tenantId: string, filter: EventListFilter, page: Page): Promise<Slice<StoredEvent>> {
  const { where, orderBy, limit } = keyset(events.id, page);
  const rows = await client()
    .db.select()
    .from(events)
    .where(and(...conditions(tenantId, filter), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}

function conditions(tenantId: string, { type, receivedFrom, receivedTo, search }: EventListFilter) {
  return [
    eq(events.tenantId, tenantId),
    eq(events.isTest, false),
    type == null ? undefined : eq(events.type, type),
    ...(receivedFrom
      ? [
          gte(events.receivedAt, receivedFrom),
          gte(events.id, firstUuidAt(Math.max(0, receivedFrom.getTime() - ID_TIME_SLACK_MS))),
        ]
      : []),
    ...(receivedTo
      ? [
          lt(events.receivedAt, receivedTo),
          lte(events.id, firstUuidAt(Math.max(0, receivedTo.getTime() + ID_TIME_SLACK_MS))),
        ]
      : []),
    search == null ? undefined : eventMatchesSearch(search),
  ];
}

/** The newest events of a type, at most `count`, without test events (index events_tenant_type). */
export async function listNewestEvents(tenantId: string, type: string, count: number): Promise<StoredEvent[]> {
  return client()
    .db.select()
    .from(events)
    .where(and(...conditions(tenantId, { type })))
    .orderBy(desc(events.id))
    .limit(count);
}

/** All attempts of deliveries, oldest first (primary key). */
export async function listAttempts(tenantId: string, deliveryIds: readonly string[]): Promise<Attempt[]> {
  return client()
    .db.select()
    .from(attempts)
    .where(and(eq(attempts.tenantId, tenantId), inArray(attempts.deliveryId, [...deliveryIds])))
    .orderBy(asc(attempts.deliveryId), asc(attempts.number));
}

/** Single attempts; unknown and foreign ones are left out. */
export async function findAttempts(
  tenantId: string,
  keys: readonly { deliveryId: string; number: number }[],
): Promise<Attempt[]> {
  const wanted = JSON.stringify(keys);
  return client()
    .db.select()
    .from(attempts)
    .where(
      and(
        eq(attempts.tenantId, tenantId),
        sql`(${attempts.deliveryId}, ${attempts.number}) in (
              select wanted."deliveryId", wanted."number"
                from json_to_recordset(${wanted}::json) as wanted("deliveryId" uuid, "number" int))`,
      ),
    );
}
