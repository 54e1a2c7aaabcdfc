/** Health of a subscription: what its latest attempts and its switch come to, in a word and in a sentence. */
import { describeDuration } from "./duration.ts";

export const HEALTH_STATES = ["HEALTHY", "FAILING", "PAUSED", "INACTIVE", "UNKNOWN"] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** `lastCause`: the sentence of the last failed attempt. All null and zero: nothing was sent yet. */
export type HealthFacts = {
  isActive: boolean;
  consecutiveFailures: number;
  failingSince: Date | null;
  lastSucceededAt: Date | null;
  lastFailedAt: Date | null;
  lastCause: string | null;
  heldDeliveries: number;
};

/** Being switched off goes before everything, because it is why nothing is sent. Durations are relative to `now`. */
export function judgeHealth(facts: HealthFacts, now: Date): { state: HealthState; summary: string } {
  const { isActive, consecutiveFailures, failingSince, lastSucceededAt, lastCause } = facts;
  if (!isActive) return { state: "INACTIVE", summary: `Switched off; ${heldSentence(facts.heldDeliveries)}.` };
  if (consecutiveFailures > 0) {
    const times = consecutiveFailures === 1 ? "The last attempt" : `The last ${consecutiveFailures} attempts`;
    const since = failingSince === null ? "" : `, for ${describeDuration(now.getTime() - failingSince.getTime())}`;
    const cause = lastCause === null ? "" : `: ${lastCause.replace(/\.$/, "")}`;
    return { state: "FAILING", summary: `${times} failed${since}${cause}.` };
  }
  if (lastSucceededAt === null) return { state: "UNKNOWN", summary: "Nothing was sent yet." };
  const ago = describeDuration(now.getTime() - lastSucceededAt.getTime());
  return { state: "HEALTHY", summary: `The last attempt succeeded ${ago} ago.` };
}

function heldSentence(held: number): string {
  if (held === 0) return "nothing waits for it";
  return held === 1
    ? "1 delivery is kept until it is active again"
    : `${held.toLocaleString("en-US")} deliveries are kept until it is active again`;
}
