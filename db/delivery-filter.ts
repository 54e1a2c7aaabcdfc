/** What a list of deliveries is narrowed by, as conditions. Leaves order and pages to db/delivery-history. */
import { and, eq, gte, inArray, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { DeliveryOrigin, DeliveryStatus } from "#webhooks/delivery";
import { decodeId } from "#webhooks/id";
import { eventMatchesSearch } from "./payload-search.ts";
import { deliveries, events } from "./schema.ts";

/** Null and undefined narrow nothing; an empty list finds nothing. Ids are UUIDs. */
export type DeliveryFilter = {
  statuses?: readonly DeliveryStatus[] | null | undefined;
  eventTypes?: readonly string[] | null | undefined;
  integrationIds?: readonly string[] | null | undefined;
  subscriptionIds?: readonly string[] | null | undefined;
  eventIds?: readonly string[] | null | undefined;
  origins?: readonly DeliveryOrigin[] | null | undefined;
  lastStatusCodes?: readonly number[] | null | undefined;
  /** Inclusive. */
  createdFrom?: Date | null | undefined;
  /** Exclusive. */
  createdTo?: Date | null | undefined;
  search?: string | null | undefined;
};

/** The statuses that `deliveries.unsettled` repeats, and its index serves. */
const UNSETTLED: ReadonlySet<DeliveryStatus> = new Set(["RETRYING", "HELD", "FAILED", "CANCELLED"]);
/** PostgreSQL's smallint. */
const STATUS_CODE_MAX = 32_767;

/** Conditions on `deliveries`, to be AND'd; the tenant's own stands first. */
export function deliveryConditions(tenantId: string, filter: DeliveryFilter): (SQL | undefined)[] {
  return [
    eq(deliveries.tenantId, tenantId),
    oneOf(filter.statuses, (statuses) =>
      statuses.every((status) => UNSETTLED.has(status))
        ? inArray(deliveries.unsettled, statuses)
        : inArray(deliveries.status, statuses),
    ),
    oneOf(filter.eventTypes, (types) => inArray(deliveries.eventType, types)),
    oneOf(filter.integrationIds, (ids) => inArray(deliveries.integrationId, ids)),
    oneOf(filter.subscriptionIds, (ids) => inArray(deliveries.subscriptionId, ids)),
    oneOf(filter.eventIds, (ids) => or(...ids.map((id) => isOfEvent(sql`${id}::uuid`)))),
    oneOf(filter.origins, (origins) => inArray(deliveries.origin, origins)),
    oneOf(filter.lastStatusCodes, (codes) => {
      const possible = codes.filter((code) => code > 0 && code <= STATUS_CODE_MAX);
      return possible.length === 0 ? sql`false` : inArray(deliveries.lastStatusCode, possible);
    }),
    filter.createdFrom ? gte(deliveries.createdAt, filter.createdFrom) : undefined,
    filter.createdTo ? lt(deliveries.createdAt, filter.createdTo) : undefined,
    filter.search?.trim() ? matchesSearch(tenantId, filter.search) : undefined,
  ];
}

/**
 * Deliveries of one event: those that matching made begin with its first 64 bits, the others are few
 * (index deliveries_recovered_event).
 */
export function isOfEvent(eventId: SQL): SQL | undefined {
  const firstHalf = sql`left(${eventId}::text, 18)`;
  const inRange = and(
    gte(deliveries.id, sql`(${firstHalf} || '-0000-000000000000')::uuid`),
    sql`${deliveries.id} <= (${firstHalf} || '-ffff-ffffffffffff')::uuid`,
  );
  return and(eq(deliveries.eventId, eventId), or(inRange, ne(deliveries.origin, "EVENT")));
}

function oneOf<T>(values: readonly T[] | null | undefined, condition: (values: T[]) => SQL | undefined) {
  if (values == null) return undefined;
  return values.length === 0 ? sql`false` : condition([...values]);
}

function matchesSearch(tenantId: string, search: string): SQL | undefined {
  const text = search.trim();
  const recoveryId = decodeId("rec", text);
  // No payload knows it, and a look at all of them would take long.
  if (recoveryId !== null) return eq(deliveries.recoveryId, recoveryId);
  const byId = [
    { column: deliveries.id, id: decodeId("dlv", text) },
    { column: deliveries.integrationId, id: decodeId("int", text) },
    { column: deliveries.subscriptionId, id: decodeId("sub", text) },
  ];
  return or(
    ...byId.map(({ column, id }) => (id === null ? undefined : eq(column, id))),
    sql`exists (select 1 from ${events}
                 where ${and(eq(events.id, deliveries.eventId), eq(events.tenantId, tenantId), eventMatchesSearch(text))})`,
  );
}
