/** Writes what attempts came to into subscription_health, in batches. Reading it: db/subscription-health. */
import type { HealthNews } from "#webhooks/notices";
import type { Runner } from "./client.ts";

/** What some attempts of one subscription add up to, in the order they ended. */
export type HealthChange = {
  subscriptionId: string;
  tenantId: string;
  /** Failures since the last success in this batch. */
  failures: number;
  /** The first of those failures. */
  firstFailedAt: Date | null;
  lastSucceededAt: Date | null;
  lastFailedAt: Date | null;
  lastCause: string | null;
  /** The delivery of the first of those failures, and whether others failed too. */
  failingDeliveryId: string | null;
  isFailingSeveral: boolean;
};

/** How a subscription stands after a change. */
export type HealthAfter = {
  subscriptionId: string;
  tenantId: string;
  consecutiveFailures: number;
  failingSince: Date | null;
  isFailingSeveral: boolean;
  isBreakerOpen: boolean;
  /** One of the attempts of the change succeeded, whatever failed after it. */
  hasSucceeded: boolean;
  /** The last notification of it. */
  told: HealthNews | null;
  toldAt: Date | null;
};

const RECORD_HEALTH = `
insert into subscription_health as h (subscription_id, tenant_id, consecutive_failures, failing_since,
       last_succeeded_at, last_failed_at, last_cause, failing_delivery_id, is_failing_several)
select subscription_id, tenant_id, failures, first_failed_at, last_succeeded_at, last_failed_at, last_cause,
       failing_delivery_id, is_failing_several
  from json_to_recordset($1::json) as c(subscription_id uuid, tenant_id uuid, failures int,
       first_failed_at timestamptz, last_succeeded_at timestamptz, last_failed_at timestamptz, last_cause text,
       failing_delivery_id uuid, is_failing_several boolean)
 order by subscription_id
on conflict (subscription_id) do update set
  consecutive_failures = excluded.consecutive_failures
    + case when excluded.last_succeeded_at is null then h.consecutive_failures else 0 end,
  failing_since = case when excluded.last_succeeded_at is null then coalesce(h.failing_since, excluded.failing_since)
                       else excluded.failing_since end,
  last_succeeded_at = greatest(h.last_succeeded_at, excluded.last_succeeded_at),
  last_failed_at = greatest(h.last_failed_at, excluded.last_failed_at),
  last_cause = coalesce(excluded.last_cause, h.last_cause),
  failing_delivery_id = case when excluded.last_succeeded_at is null
                             then coalesce(h.failing_delivery_id, excluded.failing_delivery_id)
                             else excluded.failing_delivery_id end,
  is_failing_several = excluded.is_failing_several or (excluded.last_succeeded_at is null and
    (h.is_failing_several or coalesce(h.failing_delivery_id <> excluded.failing_delivery_id, false)))
returning h.subscription_id as "subscriptionId", h.tenant_id as "tenantId",
  h.consecutive_failures as "consecutiveFailures", h.failing_since as "failingSince",
  h.is_failing_several as "isFailingSeveral", h.told, h.told_at as "toldAt",
  exists (select from circuit_breakers b where b.subscription_id = h.subscription_id) as "isBreakerOpen"`;

/** Adds up; rows are taken in the order of their ids, so that workers never wait for each other in a circle. Answers how each stands now. */
export async function recordHealth(run: Runner, changes: readonly HealthChange[]): Promise<HealthAfter[]> {
  const json = changes.map((change) => ({
    subscription_id: change.subscriptionId,
    tenant_id: change.tenantId,
    failures: change.failures,
    first_failed_at: change.firstFailedAt,
    last_succeeded_at: change.lastSucceededAt,
    last_failed_at: change.lastFailedAt,
    last_cause: change.lastCause,
    failing_delivery_id: change.failingDeliveryId,
    is_failing_several: change.isFailingSeveral,
  }));
  const rows = await run.unsafe<RawHealthAfter[]>(RECORD_HEALTH, [JSON.stringify(json)], { prepare: true });
  const succeeded = new Set(changes.flatMap((change) => (change.lastSucceededAt ? [change.subscriptionId] : [])));
  return rows.map((row) => ({
    ...row,
    failingSince: instantOf(row.failingSince),
    toldAt: instantOf(row.toldAt),
    hasSucceeded: succeeded.has(row.subscriptionId),
  }));
}

type RawInstant = string | Date | null;
type RawHealthAfter = Omit<HealthAfter, "failingSince" | "toldAt" | "hasSucceeded"> & {
  failingSince: RawInstant;
  toldAt: RawInstant;
};

/** The driver answers instants as text within one of Drizzle's connections. */
function instantOf(raw: RawInstant): Date | null {
  return raw === null ? null : new Date(raw);
}
