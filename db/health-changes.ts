/** Writes what attempts came to into subscription_health, in batches. Reading it: db/subscription-health. */
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
};

const RECORD_HEALTH = `
insert into subscription_health as h (subscription_id, tenant_id, consecutive_failures, failing_since,
       last_succeeded_at, last_failed_at, last_cause)
select subscription_id, tenant_id, failures, first_failed_at, last_succeeded_at, last_failed_at, last_cause
  from json_to_recordset($1::json) as c(subscription_id uuid, tenant_id uuid, failures int,
       first_failed_at timestamptz, last_succeeded_at timestamptz, last_failed_at timestamptz, last_cause text)
 order by subscription_id
on conflict (subscription_id) do update set
  consecutive_failures = excluded.consecutive_failures
    + case when excluded.last_succeeded_at is null then h.consecutive_failures else 0 end,
  failing_since = case when excluded.last_succeeded_at is null then coalesce(h.failing_since, excluded.failing_since)
                       else excluded.failing_since end,
  last_succeeded_at = greatest(h.last_succeeded_at, excluded.last_succeeded_at),
  last_failed_at = greatest(h.last_failed_at, excluded.last_failed_at),
  last_cause = coalesce(excluded.last_cause, h.last_cause)`;

/** Adds up; rows are taken in the order of their ids, so that workers never wait for each other in a circle. */
export async function recordHealth(run: Runner, changes: readonly HealthChange[]): Promise<void> {
  const json = changes.map((change) => ({
    subscription_id: change.subscriptionId,
    tenant_id: change.tenantId,
    failures: change.failures,
    first_failed_at: change.firstFailedAt,
    last_succeeded_at: change.lastSucceededAt,
    last_failed_at: change.lastFailedAt,
    last_cause: change.lastCause,
  }));
  await run.unsafe(RECORD_HEALTH, [JSON.stringify(json)], { prepare: true });
}
