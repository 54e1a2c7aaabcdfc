/** Health of a subscription: what its latest attempts and its switch come to, in a word and in a sentence. */
import { describeAge, describeDuration } from "./duration.ts";

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
  /** When the circuit breaker opened; null: it is closed. */
  pausedAt: Date | null;
  /** When it is probed next; null: with the next delivery. */
  probeAt: Date | null;
};

/** Being switched off goes before everything, because it is why nothing is sent. Durations are relative to `now`. */
export function judgeHealth(facts: HealthFacts, now: Date): { state: HealthState; summary: string } {
  const { isActive, consecutiveFailures, lastSucceededAt } = facts;
  if (!isActive) {
    return { state: "INACTIVE", summary: `Switched off; ${heldSentence(facts.heldDeliveries, "is active again")}.` };
  }
  const failed = failureSentence(facts, now);
  if (facts.pausedAt !== null) {
    const held = heldSentence(facts.heldDeliveries, "takes one again");
    return { state: "PAUSED", summary: `Paused: ${failed}. ${capitalised(held)}; ${nextProbe(facts, now)}.` };
  }
  if (consecutiveFailures > 0) return { state: "FAILING", summary: `${capitalised(failed)}.` };
  if (lastSucceededAt === null) return { state: "UNKNOWN", summary: "No event was sent yet." };
  const ago = describeAge(now.getTime() - lastSucceededAt.getTime());
  return { state: "HEALTHY", summary: `The last attempt to this subscription succeeded ${ago}.` };
}

function failureSentence({ consecutiveFailures, failingSince, lastCause }: HealthFacts, now: Date): string {
  const times = consecutiveFailures <= 1 ? "the last attempt" : `the last ${consecutiveFailures} attempts`;
  const since = failingSince === null ? "" : `, for ${describeDuration(now.getTime() - failingSince.getTime())}`;
  const cause = lastCause === null ? "" : `. ${capitalised(lastCause.replace(/\.$/, ""))}`;
  return `${times} failed${since}${cause}`;
}

function heldSentence(held: number, until: string): string {
  if (held === 0) return "nothing waits for it";
  const what = held === 1 ? "1 delivery is" : `${held.toLocaleString("en-US")} deliveries are`;
  return `${what} kept until it ${until}`;
}

function nextProbe({ probeAt }: HealthFacts, now: Date): string {
  if (probeAt === null) return "the next one is tried at once";
  const waitMs = probeAt.getTime() - now.getTime();
  return waitMs < 1000 ? "one is being tried now" : `one is tried in ${describeDuration(waitMs)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
