/**
 * Wakes the workers when jobs with a short delay are due. The queue looks for those once a second (`pollInterval`), which
 * is too coarse where deliveries follow one another: what is held and released, and what a rate limit sent back. Only a
 * hint: if it is lost, with its process or on the way, the next look finds the jobs.
 */
import { client } from "#db/client";
import { log } from "#log";

/** Wakes less often than this help nobody, and each wakes every worker. */
const TICK_MS = 50;

/** Ticks of `performance.now()` that a timer is set for. */
const scheduled = new Set<number>();

/** Call after the commit of jobs that are due in so many milliseconds. */
export function wakeQueueIn(delayMs: number): void {
  const tick = Math.ceil((performance.now() + delayMs) / TICK_MS);
  if (scheduled.has(tick)) return;
  scheduled.add(tick);
  const timer = setTimeout(
    () => {
      scheduled.delete(tick);
      wakeQueue();
    },
    tick * TICK_MS - performance.now(),
  );
  timer.unref();
}

/** As the queue does when jobs are added that are due at once. */
function wakeQueue(): void {
  client().sql`select pg_notify('jobs:insert', '{"count":1}')`.catch((error: unknown) => {
    log().debug({ err: error }, "the queue could not be woken");
  });
}
