/** Planned attempts: as many and about when the engine itself would make them. */
import { expect, it, test } from "vitest";
import { type DeliveryStatus, deliveryAfterAttempt } from "#webhooks/delivery";
import { type PlanFacts, plannedAttempts } from "#webhooks/planned-attempts";
import { DEFAULT_RETRY_POLICY, RETRY_PRESETS, type RetryPolicy } from "#webhooks/retry-policy";

const NOW = new Date("2026-11-23T20:32:00Z");
const RETRYING: PlanFacts = {
  status: "RETRYING",
  attemptCount: 10,
  extraAttempts: 0,
  nextAttemptAt: new Date("2026-11-23T20:36:14Z"),
  retryAt: null,
};

/** Every further attempt fails, at once and with the jitter given. */
function attemptsOfEngine(
  { attemptCount, extraAttempts, nextAttemptAt }: PlanFacts,
  policy: RetryPolicy,
  random = 0.5,
) {
  const made: Date[] = [];
  let at = nextAttemptAt;
  for (let before = attemptCount; at !== null; before += 1) {
    made.push(at);
    const retries = { attemptCount: before, extraAttempts, interruptions: 0, aheadMs: null };
    const failed = { outcome: "HTTP_ERROR", statusCode: 503, retryAfterMs: null } as const;
    const step = deliveryAfterAttempt({ retries, policy, ...failed, now: at, random });
    at = step.nextAttemptInMs === null ? null : new Date(at.getTime() + step.nextAttemptInMs);
  }
  return made;
}

test.each(RETRY_PRESETS)("are those that the engine makes by the policy $name", ({ policy }) => {
  for (const attemptCount of [0, 1, policy.maxRetries - 1, policy.maxRetries, policy.maxRetries + 3]) {
    const facts = { ...RETRYING, attemptCount };
    expect(plannedAttempts(facts, policy, NOW)).toEqual(attemptsOfEngine(facts, policy));
  }
});

it("says after ten of twenty-one attempts that ten can follow the next one, the last after ten hours", () => {
  const planned = plannedAttempts(RETRYING, DEFAULT_RETRY_POLICY, NOW);
  expect(planned).toHaveLength(11);
  expect(planned[0]).toEqual(RETRYING.nextAttemptAt);
  const hours = (Number(planned.at(-1)) - Number(planned[0])) / 3_600_000;
  expect(hours).toBeGreaterThan(9.5);
  expect(hours).toBeLessThan(10.6);
});

it("counts from now when the next attempt is overdue", () => {
  const overdue = { ...RETRYING, nextAttemptAt: new Date("2026-11-23T20:00:00Z") };
  const [first, second] = plannedAttempts(overdue, DEFAULT_RETRY_POLICY, NOW);
  expect(first).toEqual(overdue.nextAttemptAt);
  expect(Number(second)).toBeGreaterThan(Number(NOW));
});

it("leaves retries to an attempt that goes out ahead of the policy", () => {
  const retryAt = new Date("2026-11-23T21:00:00Z");
  const planned = plannedAttempts({ ...RETRYING, retryAt }, DEFAULT_RETRY_POLICY, NOW);
  expect(planned).toHaveLength(12);
  expect(planned[1]).toEqual(retryAt);
});

it("does not count attempts that used up no retry", () => {
  expect(plannedAttempts({ ...RETRYING, extraAttempts: 4 }, DEFAULT_RETRY_POLICY, NOW)).toHaveLength(15);
});

test.each<DeliveryStatus>(["HELD", "SUCCEEDED", "FAILED", "CANCELLED"])("of a delivery that is %s: none", (status) => {
  expect(plannedAttempts({ ...RETRYING, status, nextAttemptAt: null }, DEFAULT_RETRY_POLICY, NOW)).toEqual([]);
});
