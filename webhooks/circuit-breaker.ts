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

/**
 * Which of the held deliveries a probe is made with: one that was `tried` before, an Emergency rather; the `newest` or the
 * `oldest` Emergency that was never attempted, or else of those that were attempted least; or one that is `operational`.
 */
export type ProbeLane = "tried" | "newest" | "oldest" | "operational";

const LANES: readonly ProbeLane[] = ["tried", "newest", "operational", "oldest"];
/** The newest Emergency need not wait longer than for the next probe but one. */
const URGENT_LANES: readonly ProbeLane[] = ["tried", "newest", "oldest", "newest", "operational", "newest"];

/**
 * By turns, because a receiver may refuse for ever what stands in front, all that is urgent, or each the first time, and
 * what it would take must not wait behind that. `isUrgentHeld`: an Emergency that was never attempted is held.
 */
export function probeLane(probes: number, isUrgentHeld: boolean): ProbeLane {
  const lanes = isUrgentHeld ? URGENT_LANES : LANES;
  return lanes[probes % lanes.length] ?? "tried";
}

/** The pause before the next probe, when `probes` were made since it opened: doubling, up to the policy's bound. */
export function probePauseMs(probes: number, { probeSeconds, probeSecondsMax }: BreakerPolicy): number {
  return Math.min(probeSeconds * 2 ** Math.min(probes, 30), Math.max(probeSeconds, probeSecondsMax)) * 1000;
}
