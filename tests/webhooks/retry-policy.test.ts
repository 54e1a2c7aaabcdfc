/** Retry policies: delays within their bounds, Retry-After, and reading one from input. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  DEFAULT_RETRY_POLICY,
  parseRetryAfter,
  parseRetryPolicy,
  RETRY_PRESETS,
  type RetryPolicy,
  scheduledDelayMs,
} from "#webhooks/retry-policy";

const arbitraryPolicy: fc.Arbitrary<RetryPolicy> = fc
  .record({ maxRetries: fc.nat(50), baseSeconds: fc.integer({ min: 1, max: 3600 }), more: fc.nat(82_800) })
  .map(({ maxRetries, baseSeconds, more }) => ({ maxRetries, baseSeconds, maxSeconds: baseSeconds + more }));
const arbitraryShare = fc.double({ min: 0, max: 1, noNaN: true });

describe("the delay", () => {
  test.each([
    [1, 2_000],
    [2, 4_000],
    [3, 8_000],
    [10, 1_024_000],
    [11, 2_048_000],
    [12, 3_600_000],
    [20, 3_600_000],
  ])("after failed attempt %i of the default policy is %i ms before jitter", (failedAttempt, delayMs) => {
    expect(scheduledDelayMs(DEFAULT_RETRY_POLICY, failedAttempt, 0)).toBe(delayMs);
  });

  it("lies between the schedule and a tenth more, for every policy", () => {
    fc.assert(
      fc.property(arbitraryPolicy, fc.integer({ min: 1, max: 60 }), arbitraryShare, (policy, attempt, random) => {
        const delayMs = scheduledDelayMs(policy, attempt, random);
        const scheduledMs = Math.min(policy.baseSeconds * 2 ** (attempt - 1), policy.maxSeconds) * 1000;
        expect(Number.isInteger(delayMs)).toBe(true);
        expect(delayMs).toBeGreaterThanOrEqual(scheduledMs);
        expect(delayMs).toBeLessThanOrEqual(Math.ceil(scheduledMs * 1.1));
      }),
    );
  });

  it("never falls from one attempt to the next, but for the jitter", () => {
    fc.assert(
      fc.property(arbitraryPolicy, fc.integer({ min: 1, max: 50 }), arbitraryShare, (policy, attempt, random) => {
        const next = scheduledDelayMs(policy, attempt + 1, random);
        expect(next).toBeGreaterThanOrEqual(scheduledDelayMs(policy, attempt, random));
      }),
    );
  });
});

test.each<[string | undefined, number | null]>([
  ["120", 120_000],
  [" 0 ", 0],
  ["Mon, 23 Nov 2026 19:07:00 GMT", 120_000],
  ["Monday, 23-Nov-26 19:07:00 GMT", 120_000],
  ["Mon Nov 23 19:07:00 2026", 120_000],
  ["Tue Dec  1 19:05:00 2026", 691_200_000],
  ["Mon, 23 Nov 2026 19:00:00 GMT", 0],
  [undefined, null],
  ["", null],
  ["-5", null],
  ["1.5", null],
  ["soon", null],
  ["2026-11-23T19:07:00Z", null],
  ["Nov 23 19:07:00 2026", null],
  ["99999999999", 99_999_999_999_000],
])("Retry-After %j at 19:05 asks for %j ms", (header, expected) => {
  expect(parseRetryAfter(header, new Date("2026-11-23T19:05:00Z"))).toBe(expected);
});

describe("reading a policy", () => {
  it("takes the defaults for what is absent", () => {
    expect(parseRetryPolicy({}, [])).toEqual({ ok: true, value: { maxRetries: 20, baseSeconds: 2, maxSeconds: 3600 } });
    expect(parseRetryPolicy({ maxRetries: 0, baseSeconds: null }, [])).toMatchObject({
      value: { maxRetries: 0, baseSeconds: 2 },
    });
  });

  it("takes what is absent from the policy so far at an update", () => {
    const sofar = { maxRetries: 5, baseSeconds: 10, maxSeconds: 100 };
    expect(parseRetryPolicy({ maxRetries: 6 }, [], sofar)).toEqual({ ok: true, value: { ...sofar, maxRetries: 6 } });
  });

  test.each([
    { maxRetries: 50, baseSeconds: 3600, maxSeconds: 86_400 },
    { maxRetries: 0, baseSeconds: 1, maxSeconds: 1 },
    ...RETRY_PRESETS.map(({ policy }) => policy),
  ])("takes %j", (policy) => {
    expect(parseRetryPolicy(policy, [])).toEqual({ ok: true, value: policy });
  });

  test.each<[unknown, string, string[]]>([
    [{ maxRetries: -1 }, "INVALID", ["maxRetries"]],
    [{ maxRetries: 51 }, "LIMIT_EXCEEDED", ["maxRetries"]],
    [{ maxRetries: 1.5 }, "INVALID", ["maxRetries"]],
    [{ maxRetries: "3" }, "INVALID", ["maxRetries"]],
    [{ baseSeconds: 0 }, "INVALID", ["baseSeconds"]],
    [{ baseSeconds: 3601, maxSeconds: 4000 }, "LIMIT_EXCEEDED", ["baseSeconds"]],
    [{ maxSeconds: 86_401 }, "LIMIT_EXCEEDED", ["maxSeconds"]],
    [{ baseSeconds: 60, maxSeconds: 59 }, "INVALID", ["maxSeconds"]],
    [{ maxSeconds: 1 }, "INVALID", ["maxSeconds"]],
    ["often", "INVALID", []],
  ])("refuses %j", (input, code, path) => {
    const result = parseRetryPolicy(input, ["retryPolicy"]);
    expect(result.ok ? [] : result.errors).toHaveLength(1);
    expect(result).toMatchObject({ errors: [{ code, path: ["retryPolicy", ...path] }] });
  });
});
