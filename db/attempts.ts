/** Attempts: recorded once, together with what their delivery became. Look-ups: db/history. */
import type { DeliveryStatus } from "#webhooks/delivery";
import type { AttemptOutcome } from "#webhooks/outcome";
import type { Runner } from "./client.ts";
import { boundsOf } from "./events.ts";
import type { RecordedRequest, RecordedResponse } from "./schema.ts";

/** One attempt, and what its delivery is to become. */
export type AttemptResult = {
  deliveryId: string;
  tenantId: string;
  /** Attempts that were recorded when this one began; it gets the next number. */
  attemptCount: number;
  outcome: AttemptOutcome;
  cause: string;
  startedAt: Date;
  durationMs: number;
  statusCode: number | null;
  request: RecordedRequest;
  response: RecordedResponse | null;
  status: DeliveryStatus;
  /** From when it is recorded, by PostgreSQL's clock; null: none. */
  nextAttemptInMs: number | null;
  /** For so long the receiver wants no attempt; null: it did not say. */
  askedMs: number | null;
  /** It used up no retry. */
  isExtra: boolean;
  completedAt: Date | null;
};

const RECORD = `
with r as (
  select * from json_to_recordset($1::json) as x(id uuid, attempt_count int, status text, next_attempt_in_ms int,
    asked_ms int, is_extra boolean, completed_at timestamptz, outcome text, cause text, status_code smallint,
    started_at timestamptz, duration_ms int, request json, response json)
), u as (
  update deliveries d
     set attempt_count = d.attempt_count + 1, last_outcome = r.outcome, last_status_code = r.status_code,
         attempt_started_at = null,
         status_reason = case when d.status = 'CANCELLED' and r.status <> 'SUCCEEDED' then d.status_reason end,
         retry_at = case when r.outcome = 'INTERRUPTED' then d.retry_at end,
         asked_until = date_trunc('milliseconds', now()) + r.asked_ms * interval '1 millisecond',
         extra_attempts = d.extra_attempts + r.is_extra::int,
         status = case when d.status = 'SUCCEEDED' or (d.status = 'CANCELLED' and r.status <> 'SUCCEEDED')
                       then d.status else r.status end,
         next_attempt_at = case when d.status not in ('SUCCEEDED', 'CANCELLED')
                                then date_trunc('milliseconds', now()) + r.next_attempt_in_ms * interval '1 millisecond' end,
         completed_at = case when d.status = 'SUCCEEDED' or (d.status = 'CANCELLED' and r.status <> 'SUCCEEDED')
                             then coalesce(d.completed_at, r.completed_at) else r.completed_at end
    from r
   where d.id = r.id and d.attempt_count = r.attempt_count and d.id = any($4::uuid[]) and d.id between $2 and $3
  returning d.id, d.tenant_id, d.attempt_count
)
insert into attempts (delivery_id, number, tenant_id, outcome, cause, started_at, duration_ms, status_code, request, response)
select u.id, u.attempt_count, u.tenant_id, r.outcome, r.cause, r.started_at, r.duration_ms, r.status_code, r.request,
       r.response
  from u join r on r.id = u.id
returning delivery_id`;

/**
 * Writes attempts and their deliveries' new state in one statement; answers the delivery ids that were written. Not
 * written: deliveries that have more attempts by now than this one knew of (another was recorded meanwhile, or this
 * very one was, and the answer got lost); `renumber` sorts those out. A success stays a success, and what a person
 * cancelled stays cancelled, with who did it, unless this attempt arrived. What was interrupted keeps when it was due.
 */
export async function recordAttempts(run: Runner, results: readonly AttemptResult[]): Promise<Set<string>> {
  const json = results.map((result) => ({
    id: result.deliveryId,
    attempt_count: result.attemptCount,
    status: result.status,
    next_attempt_in_ms: result.nextAttemptInMs,
    asked_ms: result.askedMs,
    is_extra: result.isExtra,
    completed_at: result.completedAt,
    outcome: result.outcome,
    cause: result.cause,
    status_code: result.statusCode,
    started_at: result.startedAt,
    duration_ms: result.durationMs,
    request: result.request,
    response: result.response,
  }));
  const ids = results.map((result) => result.deliveryId);
  const rows = await run.unsafe<{ delivery_id: string }[]>(RECORD, [JSON.stringify(json), ...boundsOf(ids), ids], {
    prepare: true,
  });
  return new Set(rows.map((row) => row.delivery_id));
}

/**
 * Notes slow attempts of a worker as under way (since when, by PostgreSQL's clock): nobody starts another meanwhile. Not
 * where another attempt ended the delivery already: the worker may have been frozen since, and nobody would take it back.
 */
export async function markAttemptsUnderWay(
  run: Runner,
  slow: readonly { id: string; underWayMs: number }[],
  pool: string | null,
): Promise<void> {
  const ids = slow.map(({ id }) => id);
  const json = slow.map(({ id, underWayMs }) => ({ id, under_way_ms: underWayMs }));
  await run.unsafe(
    `update deliveries d
        set attempt_pool = $5,
            attempt_started_at = date_trunc('milliseconds', now()) - s.under_way_ms * interval '1 millisecond'
       from json_to_recordset($1::json) as s(id uuid, under_way_ms int)
      where d.id = s.id and d.id = any($4::uuid[]) and d.id between $2 and $3
        and (d.status not in ('SUCCEEDED', 'FAILED') or d.next_attempt_at is not null)`,
    [JSON.stringify(json), ...boundsOf(ids), ids, pool],
    { prepare: true },
  );
}

/** How many attempts of a delivery our own side interrupted. */
export async function countInterruptions(run: Runner, deliveryId: string): Promise<number> {
  const [row] = await run.unsafe<{ count: number }[]>(
    "select count(*)::int as count from attempts where delivery_id = $1 and outcome = 'INTERRUPTED'",
    [deliveryId],
  );
  return row?.count ?? 0;
}

/**
 * For results that `recordAttempts` did not write: those that are recorded already (same start) are dropped, the rest
 * get the count that their delivery has now. Deliveries that are gone are dropped.
 */
export async function renumber(run: Runner, results: readonly AttemptResult[]): Promise<AttemptResult[]> {
  const rows = await run.unsafe<{ id: string; attempt_count: number; is_recorded: boolean }[]>(
    `select d.id, d.attempt_count, exists (select from attempts a where a.delivery_id = d.id
            and a.started_at = r.started_at) as is_recorded
       from json_to_recordset($1::json) as r(id uuid, started_at timestamptz) join deliveries d on d.id = r.id`,
    [JSON.stringify(results.map((result) => ({ id: result.deliveryId, started_at: result.startedAt })))],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return results.flatMap((result) => {
    const row = known.get(result.deliveryId);
    return !row || row.is_recorded ? [] : [{ ...result, attemptCount: row.attempt_count }];
  });
}
