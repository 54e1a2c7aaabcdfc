/** When deliveries that were sent back to the queue come again, where a rate limit holds for all workers together. */
import type { Runner } from "./client.ts";

/** Lays out `count` deliveries, each `paceMs` after the one before. */
export type ReturnRequest = { subscriptionId: string; isEmergency: boolean; paceMs: number; count: number };

const LAY_OUT = `
insert into subscription_returns as r (subscription_id, is_emergency, laid_out_until)
select subscription_id, is_emergency, now() + count * pace_ms * interval '1 millisecond'
  from json_to_recordset($1::json) as q(subscription_id uuid, is_emergency boolean, pace_ms float8, count int)
 order by subscription_id, is_emergency
on conflict (subscription_id, is_emergency) do update
   set laid_out_until = least(greatest(r.laid_out_until, now()) + (excluded.laid_out_until - now()),
                              now() + $2::float8 * interval '1 millisecond')
returning subscription_id as "subscriptionId", is_emergency as "isEmergency",
          (extract(epoch from laid_out_until - now()) * 1000)::float8 as "endsInMs"`;

/** One of the requests, and in how many milliseconds its last delivery is over. */
export type LaidOut = { subscriptionId: string; isEmergency: boolean; endsInMs: number };

/**
 * Lays the deliveries out behind those that were laid out before, by whichever worker, and none later than `withinMs`.
 * Each subscription and kind once.
 */
export async function layOutReturns(
  run: Runner,
  requests: readonly ReturnRequest[],
  withinMs: number,
): Promise<LaidOut[]> {
  const json = requests.map(({ subscriptionId, isEmergency, paceMs, count }) => ({
    subscription_id: subscriptionId,
    is_emergency: isEmergency,
    pace_ms: paceMs,
    count,
  }));
  return run.unsafe<LaidOut[]>(LAY_OUT, [JSON.stringify(json), withinMs], { prepare: true });
}
