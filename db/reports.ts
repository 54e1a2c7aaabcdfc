/**
 * Counting deliveries for reports, by up to five groupings in one statement. What a period and its intervals are is
 * webhooks/report's affair. Costly measures (different events, percentiles) are statements of their own, for those who
 * ask for them: they sort, while plain counts are hashed in one pass.
 */
import { and, gt, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import { firstUuidAt } from "#webhooks/id";
import type { DeliveryCounts, Percentiles, ReportInterval, ReportPeriod } from "#webhooks/report";
import { client } from "./client.ts";
import { type DeliveryFilter, deliveryConditions } from "./delivery-filter.ts";
import { attempts, deliveries } from "./schema.ts";

/** Which deliveries a report is about: of a tenant, made within the period, let through by the filter. */
export type ReportScope = { tenantId: string; period: ReportPeriod; filter: DeliveryFilter };

/**
 * What is counted together: everything, or the deliveries of one interval, event type, integration or subscription, or
 * of one of those in one interval.
 */
export type ReportGrouping = "total" | "interval" | KeyedGrouping | `${KeyedGrouping}Interval`;
export type KeyedGrouping = "eventType" | "integration" | "subscription";

/**
 * A value for each key of a grouping: "" of the total, the interval's start in milliseconds since 1970, the event type,
 * the UUID, and for two things both with a space between. Deliveries without a key, such as those that no integration made, are in no group; keys without a
 * delivery are left out.
 */
export type Grouped<Value> = ReadonlyMap<string, Value>;

/** A delivery's id carries its event's time, and is made within this time of what the clock of the database says. */
const ID_TIME_SLACK_MS = 60_000;

const WIDTHS: Record<ReportInterval, string> = { MINUTE: "1 minute", HOUR: "1 hour", DAY: "1 day" };

/** How each grouping's key is read from a delivery, and shown. */
const INTERVAL = sql`(extract(epoch from interval_start) * 1000)::bigint::text`;
const KEYS = {
  interval: { column: sql`interval_start`, shown: INTERVAL },
  eventType: { column: sql`event_type`, shown: sql`event_type` },
  integration: { column: sql`integration_id`, shown: sql`integration_id::text` },
  subscription: { column: sql`subscription_id`, shown: sql`subscription_id::text` },
  eventTypeInterval: { column: sql`event_type, interval_start`, shown: sql`event_type || ' ' || ${INTERVAL}` },
  integrationInterval: {
    column: sql`integration_id, interval_start`,
    shown: sql`integration_id::text || ' ' || ${INTERVAL}`,
  },
  subscriptionInterval: {
    column: sql`subscription_id, interval_start`,
    shown: sql`subscription_id::text || ' ' || ${INTERVAL}`,
  },
} as const satisfies Record<Exclude<ReportGrouping, "total">, { column: SQL; shown: SQL }>;

/** In the order of the groupings. */
export async function countDeliveryGroups(
  scope: ReportScope,
  groupings: readonly ReportGrouping[],
): Promise<Grouped<DeliveryCounts>[]> {
  const statuses = (...names: string[]) =>
    sql`count(*) filter (where status in (${sql.raw(names.map((name) => `'${name}'`).join())}))::int`;
  return measure<DeliveryCounts>(
    scope,
    groupings,
    sql`${deliveries.status}, ${deliveries.attemptCount}`,
    sql`json_build_object('deliveries', count(*)::int, 'succeeded', ${statuses("SUCCEEDED")},
          'failed', ${statuses("FAILED")}, 'waiting', ${statuses("PENDING", "RETRYING", "HELD")},
          'attempts', coalesce(sum(attempt_count), 0))`,
  );
}

/** How many different events; pings have none. In the order of the groupings. */
export function countEventGroups(scope: ReportScope, groupings: readonly ReportGrouping[]): Promise<Grouped<number>[]> {
  return measure<number>(scope, groupings, sql`${deliveries.eventId}`, sql`to_json(count(distinct event_id))`);
}

/**
 * From an event's receipt, which its id tells, to the first 2xx. Null where there was none, or of pings only. In the
 * order of the groupings.
 */
export function measureTimeToSuccess(
  scope: ReportScope,
  groupings: readonly ReportGrouping[],
): Promise<Grouped<Percentiles | null>[]> {
  const receivedMs = sql`('x' || replace(left(${deliveries.eventId}::text, 13), '-', ''))::bit(48)::bigint`;
  const succeededMs = sql`extract(epoch from ${deliveries.completedAt}) * 1000`;
  return measure<Percentiles | null>(
    scope,
    groupings,
    sql`case when ${deliveries.status} = 'SUCCEEDED' and ${deliveries.eventId} is not null
          then greatest(0, ${succeededMs} - ${receivedMs})::float8 end as ms`,
    sql`case when count(ms) > 0 then json_build_object('p50', percentile_cont(0.5) within group (order by ms),
          'p95', percentile_cont(0.95) within group (order by ms),
          'p99', percentile_cont(0.99) within group (order by ms)) end`,
  );
}

export type StatusCodeCount = { statusCode: number | null; attempts: number };

/**
 * Attempts by what they were answered, lowest status first, those without an answer last. A delivery tells its last
 * attempt itself; only those before it are looked up (primary key).
 */
export async function countStatusCodes(scope: ReportScope): Promise<StatusCodeCount[]> {
  const rows = await client().db.execute<StatusCodeCount>(sql`
    with counted as (
      select ${deliveries.id}, ${deliveries.attemptCount}, ${deliveries.lastStatusCode} from ${deliveries}
       where ${and(...conditions(scope), gt(deliveries.attemptCount, 0))}
    ), answered as (
      select last_status_code as status_code, count(*) as times from counted group by 1
      union all
      select ${attempts.statusCode}, count(*) from counted
        join ${attempts} on ${attempts.deliveryId} = counted.id and ${attempts.number} < counted.attempt_count
       where counted.attempt_count > 1 group by 1
    )
    select status_code as "statusCode", sum(times)::int as attempts from answered
     group by 1 order by 1 nulls last`);
  return [...rows];
}

/** `columns` of deliveries are what `value`, JSON of an aggregate, is made of. */
async function measure<Value>(
  scope: ReportScope,
  groupings: readonly ReportGrouping[],
  columns: SQL,
  value: SQL,
): Promise<Grouped<Value>[]> {
  const keyed = groupings.flatMap((grouping, at) =>
    grouping === "total" ? [] : [{ at, isOfTwo: grouping.endsWith("Interval"), ...KEYS[grouping] }],
  );
  const sets = [...keyed.map(({ column }) => sql`(${column})`), ...(groupings.includes("total") ? [sql`()`] : [])];
  // Of two things before of one: a group of both is a group of each as well.
  const byBoth = [...keyed].sort((a, b) => Number(b.isOfTwo) - Number(a.isOfTwo));
  const choose = (chosen: (key: (typeof keyed)[number]) => SQL, otherwise: SQL) =>
    sql.join([
      ...byBoth.map((key) => sql`case when grouping(${key.column}) = 0 then ${chosen(key)} else `),
      otherwise,
      ...byBoth.map(() => sql` end`),
    ]);
  const rows = await client().db.execute<{ at: number; key: string | null; value: Value }>(sql`
    with counted as (
      select date_bin(${WIDTHS[scope.period.interval]}::interval, ${deliveries.createdAt}, 'epoch') as interval_start,
             ${deliveries.eventType}, ${deliveries.integrationId}, ${deliveries.subscriptionId}, ${columns}
        from ${deliveries} where ${and(...conditions(scope))}
    )
    select ${choose(({ at }) => sql.raw(String(at)), sql.raw(String(groupings.indexOf("total"))))} as at,
           ${choose(({ shown }) => shown, sql`''`)} as key, ${value} as value
      from counted group by grouping sets (${sql.join(sets, sql`, `)})`);
  return groupings.map(
    (_, at) => new Map(rows.flatMap((row) => (row.at === at && row.key !== null ? [[row.key, row.value]] : []))),
  );
}

/** No lower bound of ids: what waited long to be matched is made long after the time that its id tells. */
function conditions({ tenantId, period: { from, to }, filter }: ReportScope): (SQL | undefined)[] {
  return [
    ...deliveryConditions(tenantId, filter),
    gte(deliveries.createdAt, from),
    lt(deliveries.createdAt, to),
    lte(deliveries.id, firstUuidAt(Math.max(0, to.getTime() + ID_TIME_SLACK_MS))),
  ];
}
