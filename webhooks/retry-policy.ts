/**
 * When a delivery is attempted again: the policy, its presets and bounds, and the delay it gives. Leaves to delivery
 * whether there is another attempt at all.
 */
import { isRecord, ownValue, readInteger } from "./input-fields.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** Delay before attempt n+1 after failed attempt n: min(baseSeconds * 2^(n-1), maxSeconds), plus up to 10 % jitter. */
export type RetryPolicy = { maxRetries: number; baseSeconds: number; maxSeconds: number };

/** Konexus: up to 20 times, growing by powers of two, capped at one hour. The base of 2 s is our own decision. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 };

export type RetryPreset = { name: string; description: string; policy: RetryPolicy };

export const RETRY_PRESETS: readonly RetryPreset[] = [
  { name: "Konexus", description: "20 retries, from 2 s up to 1 h apart.", policy: DEFAULT_RETRY_POLICY },
  {
    name: "Crisis",
    description: "50 retries, from 1 s up to 1 min apart, for receivers that must hear of it within minutes.",
    policy: { maxRetries: 50, baseSeconds: 1, maxSeconds: 60 },
  },
  {
    name: "Gentle",
    description: "10 retries, from 30 s up to 4 h apart, for receivers that are easily overrun.",
    policy: { maxRetries: 10, baseSeconds: 30, maxSeconds: 14_400 },
  },
];

const RULES = {
  maxRetries: { what: "maxRetries", min: 0, max: 50 },
  baseSeconds: { what: "baseSeconds", min: 1, max: 3600 },
  maxSeconds: { what: "maxSeconds", min: 1, max: 86_400 },
} as const;

const JITTER_SHARE = 0.1;

/** A policy from `RetryPolicyInput`; what is absent or null is taken from `base` (at an update: the policy so far). */
export function parseRetryPolicy(
  input: unknown,
  path: readonly string[],
  base: RetryPolicy = DEFAULT_RETRY_POLICY,
): Parsed<RetryPolicy> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    const expected = "an object with maxRetries, baseSeconds and maxSeconds is expected";
    addFault(faults, "INVALID", path, `The retry policy is ${shownValue(input)}; ${expected}.`);
    return { ok: false, errors: faults };
  }
  const read = (key: keyof RetryPolicy) => {
    const given = ownValue(input, key) ?? base[key];
    return readInteger(faults, given, { ...RULES[key], path: [...path, key] });
  };
  const maxRetries = read("maxRetries") ?? base.maxRetries;
  const baseSeconds = read("baseSeconds");
  const maxSeconds = read("maxSeconds");
  if (baseSeconds !== null && maxSeconds !== null && maxSeconds < baseSeconds) {
    const sentence = `maxSeconds is ${maxSeconds}, less than baseSeconds (${baseSeconds}); at least as much is expected.`;
    addFault(faults, "INVALID", [...path, "maxSeconds"], sentence);
  }
  return parsed(faults, () => ({
    maxRetries,
    baseSeconds: baseSeconds ?? base.baseSeconds,
    maxSeconds: maxSeconds ?? base.maxSeconds,
  }));
}

/** Milliseconds from a failed attempt (numbered from 1) to the next, by the schedule. `random` is from 0 to 1. */
export function scheduledDelayMs(policy: RetryPolicy, failedAttempt: number, random: number): number {
  const seconds = Math.min(policy.baseSeconds * 2 ** (failedAttempt - 1), policy.maxSeconds);
  return Math.round(seconds * 1000 * (1 + JITTER_SHARE * random));
}

/** For how long a Retry-After is honoured: up to maxSeconds. */
export function honouredMs({ maxSeconds }: RetryPolicy, retryAfterMs: number): number {
  return Math.min(retryAfterMs, maxSeconds * 1000);
}

/** How C's asctime writes a date, which is always in UTC here: `Sun Nov  6 08:49:37 1994`. */
const ASCTIME = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/;
/** An HTTP date as it is written today, or as RFC 850 had it. */
const DATE_IN_GMT = /^[A-Z][a-z]+, .* GMT$/;

/**
 * Milliseconds that a Retry-After header asks to wait (RFC 9110, 10.2.3: seconds, however many, or an HTTP date in any of
 * the three forms of 5.6.7), 0 for a date that has passed; null when absent or neither.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = ASCTIME.test(text) ? `${text} GMT` : DATE_IN_GMT.test(text) ? text : "";
  const instant = Date.parse(date);
  return Number.isNaN(instant) ? null : Math.max(0, instant - now.getTime());
}
