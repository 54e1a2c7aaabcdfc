/**
 * Notices: which changes of a subscription's health its administrators are told of. A state is told once, a blip not at
 * all, and a receiver that flaps at a bounded pace (docs/decisions/0019). Leaves the words to notice-sentence, the
 * silence of integrations to quiet-watch, and a receiver that is gone to jobs/tell-gone.
 */

export const NOTICE_KINDS = ["FAILING", "PAUSED", "RECOVERED", "GONE", "QUIET"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type HealthNews = Exclude<NoticeKind, "GONE" | "QUIET">;

/** Fewer failures in a row, or a shorter time without a success, are told to nobody. */
export const SUSTAINED_FAILURES = 3;
export const SUSTAINED_MS = 60_000;
/** After anything was told of a subscription its next trouble waits so long; the end of a told one does not. */
const GAP_MS = 15 * 60_000;

/** `isPaused`: the circuit breaker is open. */
export type HealthStanding = { consecutiveFailures: number; failingSince: Date | null; isPaused: boolean };
/** What was told last; both null: nothing ever. */
export type LastTold = { told: HealthNews | null; toldAt: Date | null };

/**
 * What is to be told now, or null. RECOVERED only after FAILING or PAUSED was told; PAUSED follows FAILING at once. A
 * trouble that began within the gap is told when the gap ends, if it is still there: ask again from time to time.
 */
export function findHealthNews(standing: HealthStanding, { told, toldAt }: LastTold, now: Date): HealthNews | null {
  const { consecutiveFailures, failingSince, isPaused } = standing;
  const isTroubleTold = told === "FAILING" || told === "PAUSED";
  if (consecutiveFailures === 0) return isTroubleTold && !isPaused ? "RECOVERED" : null;
  const mayTell = isTroubleTold || toldAt === null || now.getTime() - toldAt.getTime() >= GAP_MS;
  if (!mayTell) return null;
  if (isPaused) return told === "PAUSED" ? null : "PAUSED";
  if (isTroubleTold || failingSince === null || consecutiveFailures < SUSTAINED_FAILURES) return null;
  return now.getTime() - failingSince.getTime() >= SUSTAINED_MS ? "FAILING" : null;
}
