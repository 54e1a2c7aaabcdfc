/** Waiting for something to become true, instead of for some time to pass. */
import { setTimeout as delay } from "node:timers/promises";

/**
 * Calls `condition` until it answers something truthy, and answers that. Throws after `timeoutMs` (default 60 s) with
 * `what` was waited for, and with what the condition last threw, if it did.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 60_000, what = "the condition" }: { timeoutMs?: number; what?: string } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  do {
    try {
      const value = await condition();
      if (value) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(20);
  } while (Date.now() < deadline);
  throw new Error(`Waited ${timeoutMs} ms for ${what} in vain.`, { cause });
}
