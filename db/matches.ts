/**
 * What matching came to, in one statement: an event's deliveries, their first attempts as far as they have ended, and
 * the mark that it was matched. Later attempts: db/attempts.
 */
import type { AttemptResult } from "./attempts.ts";
import type { Runner } from "./client.ts";
import type { NewDelivery } from "./deliveries.ts";
import { boundsOf } from "./events.ts";

/** A delivery as matching leaves it: attempted, under way for `underWayMs`, or (both null) due at once. */
export type MatchedDelivery = NewDelivery & {
  createdAt: Date;
  attempt: AttemptResult | null;
  underWayMs: number | null;
  /** For one under way: when it is certainly over, in ms from its start. */
  lostAfterMs: number | null;
};

/** An event with all its deliveries, and the definition version of its tenant that it was matched with, and when. */
export type MatchedEvent = { id: string; version: number; matchedAt: Date; deliveries: readonly MatchedDelivery[] };

const MARK = `
update events e set matched_at = m.matched_at, matched_version = m.version
  from json_to_recordset($1::json) as m(id uuid, version int, matched_at timestamptz)
 where e.id = m.id and e.id = any($4::uuid[]) and e.id between $2 and $3 and e.matched_at is null`;

const INSERT_AND_MARK = `
with r as (
  select * from json_to_recordset($5::json) as x(id uuid, tenant_id uuid, event_id uuid, subscription_id uuid,
    integration_id uuid, event_type text, origin text, is_emergency boolean, created_at timestamptz,
    under_way_ms int, status text, next_attempt_in_ms int, asked_ms int, completed_at timestamptz, outcome text,
    cause text, status_code smallint, started_at timestamptz, duration_ms int, request json, response json)
), d as (
  insert into deliveries (id, tenant_id, event_id, subscription_id, integration_id, event_type, origin, is_emergency,
         created_at, status, attempt_count, next_attempt_at, asked_until, attempt_started_at, attempt_pool,
         last_outcome, last_status_code, completed_at)
  select id, tenant_id, event_id, subscription_id, integration_id, event_type, origin, is_emergency, created_at,
         coalesce(status, 'PENDING'), case when outcome is null then 0 else 1 end,
         date_trunc('milliseconds', now())
           + case when outcome is null then 0 else next_attempt_in_ms end * interval '1 millisecond',
         date_trunc('milliseconds', now()) + asked_ms * interval '1 millisecond',
         date_trunc('milliseconds', now()) - under_way_ms * interval '1 millisecond',
         case when under_way_ms is not null then $6 end, outcome, status_code, completed_at
    from r
  on conflict (id) do nothing
  returning id
), a as (
  insert into attempts (delivery_id, number, tenant_id, outcome, cause, started_at, duration_ms, status_code, request,
         response)
  select id, 1, tenant_id, outcome, cause, started_at, duration_ms, status_code, request, response
    from r where outcome is not null and id in (select id from d)
), m as (${MARK})
select id from d`;

/**
 * Writes matched events; answers the ids of the deliveries that did not exist before. The primary key makes a repeated
 * match harmless: ids are derived from event, integration and subscription. Nothing is written of an attempt whose
 * delivery existed: that one is for `recordAttempts`. `pool`: the worker whose attempts are under way.
 */
export async function insertMatches(
  run: Runner,
  events: readonly MatchedEvent[],
  pool: string | null,
): Promise<Set<string>> {
  const ids = events.map(({ id }) => id);
  const marked = events.map(({ id, version, matchedAt }) => ({ id, version, matched_at: matchedAt }));
  const marks = [JSON.stringify(marked), ...boundsOf(ids), ids] as const;
  const deliveries = events.flatMap((event) => event.deliveries);
  if (deliveries.length === 0) {
    await run.unsafe(MARK, [...marks], { prepare: true });
    return new Set();
  }
  const rows = await run.unsafe<{ id: string }[]>(
    INSERT_AND_MARK,
    [...marks, JSON.stringify(deliveries.map(toRow)), pool],
    {
      prepare: true,
    },
  );
  return new Set(rows.map((row) => row.id));
}

function toRow({ attempt, ...delivery }: MatchedDelivery) {
  return {
    id: delivery.id,
    tenant_id: delivery.tenantId,
    event_id: delivery.eventId,
    subscription_id: delivery.subscriptionId,
    integration_id: delivery.integrationId,
    event_type: delivery.eventType,
    origin: delivery.origin,
    is_emergency: delivery.isEmergency,
    created_at: delivery.createdAt,
    under_way_ms: delivery.underWayMs,
    ...(attempt && {
      status: attempt.status,
      next_attempt_in_ms: attempt.nextAttemptInMs,
      asked_ms: attempt.askedMs,
      completed_at: attempt.completedAt,
      outcome: attempt.outcome,
      cause: attempt.cause,
      status_code: attempt.statusCode,
      started_at: attempt.startedAt,
      duration_ms: attempt.durationMs,
      request: attempt.request,
      response: attempt.response,
    }),
  };
}
