/**
 * The circuit breaker of a subscription: when it opens, and when it is probed while it is open (contract, small print).
 * One success closes it. Leaves counting to its caller.
 */

/** `attempts` 0: it never opens. */
export type BreakerPolicy = { attempts: number; seconds: number; probeSeconds: number; probeSecondsMax: number };

/** What failed since the last success. */
export type FailureStreak = { attempts: number; since: Date | null; isOfSeveralDeliveries: boolean };

/** Opens when the last attempts all failed: enough of them, over some time, and not all of one delivery. */
export function shouldOpen(
  { attempts, since, isOfSeveralDeliveries }: FailureStreak,
  policy: BreakerPolicy,
  now: Date,
) {
  if (policy.attempts === 0 || attempts < policy.attempts || !isOfSeveralDeliveries || since === null) return false;
  return now.getTime() - since.getTime() >= policy.seconds * 1000;
}

/** The pause before the next probe, when `probes` were made since it opened: doubling, up to the policy's bound. */
export function probePauseMs(probes: number, { probeSeconds, probeSecondsMax }: BreakerPolicy): number {
  return Math.min(probeSeconds * 2 ** Math.min(probes, 30), Math.max(probeSeconds, probeSecondsMax)) * 1000;
}
