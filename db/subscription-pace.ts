/** The rate limits of subscriptions: moments at which attempts may start, given out to all workers one after the other. */
import type { Runner } from "./client.ts";

/** How many attempts of a subscription want to start, at most so many a second. */
export type PaceRequest = { subscriptionId: string; perSecond: number; count: number };

const RESERVE = `
insert into subscription_pace as p (subscription_id, next_at)
select subscription_id, now() + count * interval '1 second' / per_second
  from json_to_recordset($1::json) as r(subscription_id uuid, per_second int, count int)
 order by subscription_id
on conflict (subscription_id) do update set next_at = greatest(p.next_at, clock_timestamp()) + (excluded.next_at - now())
returning subscription_id as "subscriptionId",
          (extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as "endsInMs",
          (extract(epoch from clock_timestamp()) * 1000)::float8 as "clockMs"`;

/** In how many milliseconds the last of the moments is over, from `clockMs`: what PostgreSQL's clock showed. */
export type Pace = { endsInMs: number; clockMs: number };

/**
 * Takes the next moments, evenly spaced; answers by subscription when the last of them is over, that is, when others may
 * follow. Each subscription once. A moment that is taken and not used is lost.
 */
export async function reservePace(run: Runner, requests: readonly PaceRequest[]): Promise<Map<string, Pace>> {
  const json = requests.map((request) => ({
    subscription_id: request.subscriptionId,
    per_second: request.perSecond,
    count: request.count,
  }));
  const rows = await run.unsafe<(Pace & { subscriptionId: string })[]>(RESERVE, [JSON.stringify(json)], {
    prepare: true,
  });
  return new Map(rows.map((row) => [row.subscriptionId, row]));
}
