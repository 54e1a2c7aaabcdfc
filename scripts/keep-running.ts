/**
 * Keeps something running: when it ends it is started again, ever more slowly if it keeps ending. What it is (a child
 * process, a database server) is the caller's, given as the way to start it.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";

export type Running = {
  /** Resolves when it has ended, for whatever reason, with the reason in words. */
  ended: Promise<string>;
  /** Resolves when it has ended; by force after `graceMs`. Idempotent. */
  stop: (graceMs: number) => Promise<void>;
};

export type Kept = {
  /** Stops it for good. Idempotent. */
  stop: (graceMs: number) => Promise<void>;
  /** Ends it so that it is started again. */
  restart: () => void;
};

/** The wait before it is started again: from `firstMs` doubling to `maxMs`, anew when it lived for `steadyMs`. */
export type Pace = { firstMs: number; maxMs: number; steadyMs: number };

/** However often a worker dies, the next one is there in time to free its jobs within the 30 s that are promised. */
export const PACE: Pace = { firstMs: 1000, maxMs: 15_000, steadyMs: 60_000 };
const RESTART_GRACE_MS = 5000;

/**
 * Resolves when it runs; throws what the first start throws. Later failures are logged and tried again. `start` must
 * reject and leave nothing behind when its signal aborts before it has resolved.
 */
export async function keepRunning(
  name: string,
  start: (signal: AbortSignal) => Promise<Running>,
  { log, pace = PACE }: { log: Logger; pace?: Pace },
): Promise<Kept> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Running | null = await start(signal);
  const untilStopped = keep();
  return {
    stop: async (graceMs) => {
      stopping.abort();
      await running?.stop(graceMs);
      await untilStopped;
    },
    restart: () => void running?.stop(RESTART_GRACE_MS),
  };

  async function keep(): Promise<void> {
    let waitMs = pace.firstMs;
    let startedAt = performance.now();
    for (;;) {
      const reason = await running?.ended;
      if (signal.aborted) return;
      if (running && performance.now() - startedAt >= pace.steadyMs) waitMs = pace.firstMs;
      if (running) log.error({ program: name, reason, againInMs: waitMs }, "program ended and will be started again");
      running = null;
      await delay(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      waitMs = Math.min(waitMs * 2, pace.maxMs);
      startedAt = performance.now();
      try {
        running = await start(signal);
        log.info({ program: name }, "program was started again");
      } catch (error) {
        if (!signal.aborted)
          log.error({ program: name, againInMs: waitMs, err: error }, "program could not be started");
      }
    }
  }
}
