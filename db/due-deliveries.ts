/** Deliveries as the deliver task loads them when a job rings: what is true of each now, in one statement for many. */
import { type DeliveryStatus, type RetryState, UNTRIED } from "#webhooks/delivery";
import type { Client, Runner } from "./client.ts";
import { boundsOf } from "./events.ts";
import { hasFallenSilent } from "./worker-pools.ts";

/** A delivery as the deliver task meets it. Clock comparisons are PostgreSQL's: alarm clocks ring by the same clock. */
export type DueDelivery = {
  id: string;
  tenantId: string;
  eventId: string | null;
  subscriptionId: string;
  integrationId: string | null;
  isEmergency: boolean;
  /** Of tests there is no second attempt. */
  isTest: boolean;
  status: DeliveryStatus;
  /** `aheadMs` by PostgreSQL's clock as it was loaded. */
  retries: RetryState;
  nextAttemptAt: Date | null;
  /** `nextAttemptAt` has come. */
  isDue: boolean;
  /** How long ago a slow attempt was noted as under way; null: none. */
  attemptUnderWayMs: number | null;
  attemptStartedAt: Date | null;
  /** The worker that made that attempt is dead, or has lost the database. */
  isAbandoned: boolean;
  /** The subscription's circuit breaker is open. */
  isPaused: boolean;
  /** 0: the subscription is gone, which nothing of ours does. */
  subscriptionVersion: number;
  integrationName: string | null;
};

const LOAD_DUE = `
select d.id, d.tenant_id as "tenantId", d.event_id as "eventId", d.subscription_id as "subscriptionId",
       d.integration_id as "integrationId", d.is_emergency as "isEmergency", d.origin = 'TEST' as "isTest", d.status,
       d.attempt_count as "attemptCount", d.extra_attempts as "extraAttempts",
       case when d.retry_at > now() then ceil(extract(epoch from d.retry_at - now()) * 1000)::int end as "aheadMs",
       d.next_attempt_at as "nextAttemptAt",
       coalesce(d.next_attempt_at <= now(), false) as "isDue",
       (extract(epoch from now() - d.attempt_started_at) * 1000)::float8 as "attemptUnderWayMs",
       d.attempt_started_at as "attemptStartedAt",
       d.attempt_started_at is not null and d.attempt_pool is not null
         and ${hasFallenSilent("d.attempt_pool")} as "isAbandoned", b.subscription_id is not null as "isPaused",
       coalesce(s.version, 0) as "subscriptionVersion", i.name as "integrationName"
  from deliveries d
  left join subscriptions s on s.id = d.subscription_id
  left join circuit_breakers b on b.subscription_id = d.subscription_id
  left join integrations i on i.id = d.integration_id
 where d.id = any($1::uuid[]) and d.id between $2 and $3`;

/** Deliveries by id; unknown ids are left out. */
export async function loadDueDeliveries({ sql }: Client, ids: readonly string[]): Promise<Map<string, DueDelivery>> {
  const rows = await sql.unsafe<RawDueDelivery[]>(LOAD_DUE, [ids as string[], ...boundsOf(ids)], { prepare: true });
  const instant = (text: string | null) => (text === null ? null : new Date(text));
  return new Map(
    rows.map(({ nextAttemptAt, attemptStartedAt, attemptCount, extraAttempts, aheadMs, ...row }) => {
      const instants = { nextAttemptAt: instant(nextAttemptAt), attemptStartedAt: instant(attemptStartedAt) };
      return [row.id, { ...row, ...instants, retries: { ...UNTRIED, attemptCount, extraAttempts, aheadMs } }];
    }),
  );
}

type RawDueDelivery = Omit<DueDelivery, "nextAttemptAt" | "attemptStartedAt" | "retries"> &
  RetryState & { nextAttemptAt: string | null; attemptStartedAt: string | null };

/** Makes a delivery due that waits for a time up to `until`; for when PostgreSQL's clock was set back. */
export async function bringForward(run: Runner, id: string, until: Date): Promise<void> {
  await run.unsafe(
    `update deliveries set next_attempt_at = date_trunc('milliseconds', now())
      where id = $1 and next_attempt_at > now() and next_attempt_at <= $2`,
    [id, until.toISOString()],
  );
}
