/** Figures for monitoring, over all tenants: how much waits, for how long, and what attempts came to lately. */
import { sql } from "drizzle-orm";
import type { DeliveryStatus } from "#webhooks/delivery";
import { firstUuidAt } from "#webhooks/id";
import type { AttemptOutcome } from "#webhooks/outcome";
import { client } from "./client.ts";
import { attempts, deliveries } from "./schema.ts";

export type QueueDepth = { task: string; jobs: number; oldestSeconds: number };

/** Jobs that are due, by task, and how long the oldest of them has been. */
export async function measureQueue(): Promise<QueueDepth[]> {
  return client().db.execute<QueueDepth>(sql`
    select task_identifier as task, count(*)::int as jobs, extract(epoch from now() - min(run_at))::float8 as "oldestSeconds"
      from graphile_worker.jobs where run_at <= now() group by task_identifier`);
}

/** Deliveries that are neither pending nor succeeded (index deliveries_unsettled of each partition). */
export async function countUnsettled(): Promise<{ status: DeliveryStatus; deliveries: number }[]> {
  return client().db.execute<{ status: DeliveryStatus; deliveries: number }>(sql`
    select ${deliveries.unsettled} as status, count(*)::int as deliveries from ${deliveries}
     where ${deliveries.unsettled} is not null group by 1`);
}

export type RecentAttempts = {
  outcome: AttemptOutcome;
  attempts: number;
  durationP50Seconds: number;
  durationP99Seconds: number;
  /** From the event's receipt to its first attempt; null: none of them was a first one. */
  waitP50Seconds: number | null;
  waitP99Seconds: number | null;
};

/** Attempts for events that were received since then, by outcome (primary key: the event's time is in the id). */
export async function measureAttempts(receivedSince: Date): Promise<RecentAttempts[]> {
  const receivedAt = sql`to_timestamp(('x' || replace(left(${attempts.deliveryId}::text, 13), '-', ''))::bit(48)::bigint / 1000.0)`;
  const seconds = sql`${attempts.durationMs} / 1000.0`;
  const wait = sql`case when ${attempts.number} = 1 then extract(epoch from ${attempts.startedAt} - ${receivedAt}) end`;
  const quantile = (fraction: number, of: ReturnType<typeof sql>) =>
    sql`percentile_cont(${sql.raw(String(fraction))}) within group (order by (${of})::float8)`;
  return client().db.execute<RecentAttempts>(sql`
    select ${attempts.outcome} as outcome, count(*)::int as attempts,
           ${quantile(0.5, seconds)} as "durationP50Seconds", ${quantile(0.99, seconds)} as "durationP99Seconds",
           ${quantile(0.5, wait)} as "waitP50Seconds", ${quantile(0.99, wait)} as "waitP99Seconds"
      from ${attempts} where ${attempts.deliveryId} >= ${firstUuidAt(receivedSince.getTime())} group by 1`);
}
