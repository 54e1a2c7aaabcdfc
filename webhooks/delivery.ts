/**
 * Deliveries: their statuses, what a status becomes after an attempt, and the sentence that says how a delivery stands.
 * Leaves the delay to retry-policy and the attempt's own sentence to outcome.
 */
import { describeDuration } from "./duration.ts";
import type { AttemptOutcome } from "./outcome.ts";
import { honouredMs, type RetryPolicy, scheduledDelayMs } from "./retry-policy.ts";

export const DELIVERY_STATUSES = ["PENDING", "RETRYING", "HELD", "SUCCEEDED", "FAILED", "CANCELLED"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
export const DELIVERY_ORIGINS = ["EVENT", "RECOVERY", "TEST"] as const;
export type DeliveryOrigin = (typeof DELIVERY_ORIGINS)[number];

const GONE = 410;
/** What our own side interrupted goes out again after so long, whatever the policy's pauses are, … */
const INTERRUPTED_AGAIN_MS = 1_000;
/** … and uses up no retry, so many times: beyond that it may be the delivery that ends its workers. */
const FREE_INTERRUPTIONS = 5;
/** Due for so long without having begun, an attempt does not start "now": workers are behind, stopped, or cannot. */
const OVERDUE_MS = 30_000;

/** The receiver says that it takes no more: a delivery that is answered so has failed for good. */
export function isGone(statusCode: number | null): boolean {
  return statusCode === GONE;
}

/**
 * Exactly one of `nextAttemptInMs` and `completedAt` is set. `askedMs`: for so long the receiver wants no attempt; null: it
 * did not say. `isExtra`: the attempt used up no retry.
 */
export type DeliveryStep =
  | { status: "RETRYING"; nextAttemptInMs: number; completedAt: null; askedMs: number | null; isExtra: boolean }
  | { status: "SUCCEEDED" | "FAILED"; nextAttemptInMs: null; completedAt: Date; askedMs: null; isExtra: false };

/** What a delivery's own retry policy has done with it so far. */
export type RetryState = {
  /** Before this attempt. */
  attemptCount: number;
  /** Those of them that used up no retry. */
  extraAttempts: number;
  /** Those of them that our own side interrupted; counted where one more was. */
  interruptions: number;
  /** So much too early this attempt began: it went out as a probe, or with what was held; null: it was due. */
  aheadMs: number | null;
};

/** That of a delivery that nothing was sent of. */
export const UNTRIED: RetryState = { attemptCount: 0, extraAttempts: 0, interruptions: 0, aheadMs: null };

/**
 * What a delivery becomes after an attempt that ended at `now`. A 410 fails for good; else it is retried while the policy
 * has retries left: a person's retry of a delivery that has none ends FAILED again if it fails. An attempt that went out
 * ahead of the policy changes nothing of it: what a receiver that comes and goes is sent early uses up no retry. Nor does
 * one that our own side interrupted: that says nothing about the receiver, and a single one must not be the last. When the
 * next attempt comes is a delay and not an instant, because alarm clocks ring by another clock than the one that says `now`.
 */
export function deliveryAfterAttempt(facts: {
  retries: RetryState;
  policy: RetryPolicy;
  outcome: AttemptOutcome;
  statusCode: number | null;
  retryAfterMs: number | null;
  now: Date;
  /** From 0 to 1, for the jitter. */
  random: number;
}): DeliveryStep {
  const { retries, policy, outcome, statusCode, retryAfterMs, now, random } = facts;
  const end = { nextAttemptInMs: null, completedAt: now, askedMs: null, isExtra: false } as const;
  if (outcome === "SUCCEEDED") return { status: "SUCCEEDED", ...end };
  if (isGone(statusCode)) return { status: "FAILED", ...end };
  const askedMs = retryAfterMs === null ? null : honouredMs(policy, retryAfterMs);
  const wait = { status: "RETRYING", completedAt: null, askedMs } as const;
  if (outcome === "INTERRUPTED" && retries.interruptions < FREE_INTERRUPTIONS) {
    return { ...wait, nextAttemptInMs: INTERRUPTED_AGAIN_MS, isExtra: true };
  }
  if (retries.aheadMs !== null) {
    const delayMs = Math.max(retries.aheadMs, policy.baseSeconds * 1000, askedMs ?? 0);
    return { ...wait, nextAttemptInMs: delayMs, isExtra: true };
  }
  const counted = retries.attemptCount - retries.extraAttempts;
  if (counted >= policy.maxRetries) return { status: "FAILED", ...end };
  const delayMs = Math.max(scheduledDelayMs(policy, counted + 1, random), askedMs ?? 0);
  return { ...wait, nextAttemptInMs: delayMs, isExtra: false };
}

/** Nothing more happens by itself; only a person can start another attempt. */
export function isFinal(status: DeliveryStatus): boolean {
  return status === "SUCCEEDED" || status === "FAILED" || status === "CANCELLED";
}

/** `lastCause` is the last attempt's sentence (describeCause), null before the first. */
export type DeliveryFacts = {
  status: DeliveryStatus;
  attemptCount: number;
  subscriptionName: string;
  lastCause: string | null;
  lastStatusCode: number | null;
  /** Number of the first attempt that succeeded; null: none, or not known. */
  arrivedOnAttempt: number | null;
  /** A sentence: who cancelled it. */
  statusReason: string | null;
  /** Of its subscription, now. */
  isActive: boolean;
  isPaused: boolean;
  createdAt: Date;
  nextAttemptAt: Date | null;
  /** When the attempt under way began, once it takes long. */
  attemptStartedAt: Date | null;
  completedAt: Date | null;
  now: Date;
};

/** One sentence for a person: what happened last and what happens next. Times are relative, so it holds in every zone. */
export function describeDelivery(facts: DeliveryFacts): string {
  const { status, attemptCount, subscriptionName, createdAt, completedAt } = facts;
  const attempts = attemptCount === 1 ? "1 attempt" : `${attemptCount} attempts`;
  const cause = facts.lastCause?.replace(/\.$/, "") ?? null;
  const nextAttempt = attemptCount === 0 ? "The first attempt" : `Attempt ${attemptCount + 1}`;
  if (facts.attemptStartedAt !== null && (status === "PENDING" || status === "RETRYING")) {
    const since = describeDuration(facts.now.getTime() - facts.attemptStartedAt.getTime());
    return `${nextAttempt} to ${subscriptionName} has been under way for ${since}.`;
  }
  switch (status) {
    case "PENDING":
      return `${nextAttempt} to ${subscriptionName} ${whenNext(facts)}.`;
    case "RETRYING": {
      const next = `attempt ${attemptCount + 1} ${whenNext(facts)}`;
      return cause === null ? `${capitalised(next)}.` : `${cause}; ${next}.`;
    }
    case "HELD":
      return `${heldReason(facts)} Kept, and goes out when ${subscriptionName} takes deliveries again; nothing is lost.`;
    case "SUCCEEDED": {
      const took =
        completedAt === null
          ? ""
          : `, ${describeDuration(completedAt.getTime() - createdAt.getTime())} after it was due`;
      const number = facts.arrivedOnAttempt ?? attemptCount;
      const which = number <= 1 ? "on the first attempt" : `on attempt ${number}`;
      return `Arrived at ${subscriptionName} ${which}${took}.`;
    }
    case "FAILED":
      if (isGone(facts.lastStatusCode)) {
        return `${subscriptionName} answered 410 Gone, so no further attempt is made.`;
      }
      return `Given up after ${attempts}${cause === null ? "" : `: ${cause}`}.`;
    case "CANCELLED":
      if (facts.attemptStartedAt !== null) {
        return withReason(`Cancelled while an attempt was under way, which may still arrive.`, facts);
      }
      return withReason(
        attemptCount === 0 ? "Cancelled before the first attempt." : `Cancelled after ${attempts}.`,
        facts,
      );
  }
}

function withReason(sentence: string, { statusReason }: DeliveryFacts): string {
  return statusReason === null ? sentence : `${statusReason} ${sentence}`;
}

/** As it is now, whatever it was when the delivery was held. */
function heldReason({ isActive, isPaused }: DeliveryFacts): string {
  if (!isActive) return "The subscription is inactive.";
  if (isPaused)
    return "The last attempts to this subscription all failed, so it is paused and probed from time to time.";
  return "The subscription takes deliveries again; this one goes out in its turn.";
}

function whenNext({ nextAttemptAt, now }: DeliveryFacts): string {
  const waitMs = nextAttemptAt === null ? 0 : nextAttemptAt.getTime() - now.getTime();
  if (waitMs <= -OVERDUE_MS) {
    return `has been due for ${describeDuration(-waitMs)} and starts as soon as a worker gets to it`;
  }
  return waitMs < 1000 ? "starts now" : `starts in ${describeDuration(waitMs)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
