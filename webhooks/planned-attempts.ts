/** Which attempts of a delivery can still follow, and about when, as its retry policy has it. */
import type { DeliveryStatus } from "./delivery.ts";
import { type RetryPolicy, scheduledDelayMs } from "./retry-policy.ts";

/** The middle of the jitter: over many delays what each is off by evens out. */
const MIDDLE = 0.5;

export type PlanFacts = {
  status: DeliveryStatus;
  attemptCount: number;
  /** Those of them that used up no retry. */
  extraAttempts: number;
  nextAttemptAt: Date | null;
  /** When it is due by its own policy, where the next attempt goes out ahead of that and so uses up no retry. */
  retryAt: Date | null;
};

/**
 * The next attempt, exactly, and those after it if each fails, oldest first; empty while none is scheduled. The later ones
 * are estimates: nobody knows how long attempts take, nor what a Retry-After will ask for.
 */
export function plannedAttempts(facts: PlanFacts, policy: RetryPolicy, now: Date): Date[] {
  const { status, attemptCount, extraAttempts, nextAttemptAt, retryAt } = facts;
  if ((status !== "PENDING" && status !== "RETRYING") || nextAttemptAt === null) return [];
  const planned = [nextAttemptAt];
  // One that is overdue starts as soon as it can; what follows counts from then.
  let atMs = Math.max(nextAttemptAt.getTime(), now.getTime());
  const after = (instantMs: number) => {
    atMs = instantMs;
    planned.push(new Date(atMs));
  };
  if (retryAt !== null && retryAt.getTime() > atMs)
    after(Math.max(retryAt.getTime(), atMs + policy.baseSeconds * 1000));
  for (let counted = attemptCount - extraAttempts; counted < policy.maxRetries; counted += 1) {
    after(atMs + scheduledDelayMs(policy, counted + 1, MIDDLE));
  }
  return planned;
}
