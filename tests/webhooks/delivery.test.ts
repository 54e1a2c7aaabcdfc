/** Deliveries: what follows from an attempt, and the sentence that says so. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  DELIVERY_STATUSES,
  type DeliveryFacts,
  type DeliveryStatus,
  deliveryAfterAttempt,
  describeDelivery,
  isFinal,
} from "#webhooks/delivery";
import { ATTEMPT_OUTCOMES, type AttemptOutcome } from "#webhooks/outcome";

const NOW = new Date("2026-11-23T19:05:00Z");
const POLICY = { maxRetries: 2, baseSeconds: 10, maxSeconds: 3600 };

function after(
  attemptCount: number,
  outcome: AttemptOutcome,
  statusCode: number | null,
  retryAfterMs: number | null = null,
) {
  return deliveryAfterAttempt({ attemptCount, policy: POLICY, outcome, statusCode, retryAfterMs, now: NOW, random: 0 });
}

describe("after an attempt a delivery", () => {
  test.each<[string, Parameters<typeof after>, DeliveryStatus, number | null]>([
    ["that was answered 200 has succeeded", [0, "SUCCEEDED", 200], "SUCCEEDED", null],
    ["that failed first is tried again", [0, "HTTP_ERROR", 503], "RETRYING", 10_000],
    ["that failed twice waits longer", [1, "TIMEOUT", null], "RETRYING", 20_000],
    ["whose retries are used up has failed", [2, "HTTP_ERROR", 500], "FAILED", null],
    ["that a person tried again in vain fails again", [7, "CONNECTION_ERROR", null], "FAILED", null],
    ["that a person tried again has succeeded", [7, "SUCCEEDED", 204], "SUCCEEDED", null],
    ["whose receiver is gone fails for good", [0, "HTTP_ERROR", 410], "FAILED", null],
    ["that met a redirect is tried again", [0, "REDIRECT", 302], "RETRYING", 10_000],
    ["that was asked to wait, waits", [0, "HTTP_ERROR", 429, 60_000], "RETRYING", 60_000],
  ])("%s", (_what, args, status, nextAttemptInMs) => {
    const step = after(...args);
    expect(step.status).toBe(status);
    expect(step.nextAttemptInMs).toBe(nextAttemptInMs);
    expect(step.completedAt).toEqual(nextAttemptInMs === null ? NOW : null);
  });

  it("of a policy without retries fails at once", () => {
    const policy = { ...POLICY, maxRetries: 0 };
    const facts = {
      attemptCount: 0,
      policy,
      outcome: "TIMEOUT",
      statusCode: null,
      retryAfterMs: null,
      random: 1,
    } as const;
    expect(deliveryAfterAttempt({ ...facts, now: NOW }).status).toBe("FAILED");
  });

  it("is over or has a next attempt in the future, never both and never neither", () => {
    const policy = fc.record({
      maxRetries: fc.nat(50),
      baseSeconds: fc.constant(1),
      maxSeconds: fc.integer({ min: 1, max: 86_400 }),
    });
    const facts = fc.record({
      attemptCount: fc.nat(60),
      policy,
      outcome: fc.constantFrom(...ATTEMPT_OUTCOMES),
      statusCode: fc.option(fc.integer({ min: 100, max: 599 })),
      retryAfterMs: fc.option(fc.nat(1e9)),
      now: fc.constant(NOW),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const step = deliveryAfterAttempt(given);
        expect((step.nextAttemptInMs === null) !== (step.completedAt === null)).toBe(true);
        expect(isFinal(step.status)).toBe(step.nextAttemptInMs === null);
        expect(step.nextAttemptInMs ?? 0).toBeGreaterThanOrEqual(0);
        expect(step.status === "SUCCEEDED").toBe(given.outcome === "SUCCEEDED");
      }),
    );
  });
});

test("three statuses are final", () => {
  expect(DELIVERY_STATUSES.filter(isFinal)).toEqual(["SUCCEEDED", "FAILED", "CANCELLED"]);
});

describe("the sentence of a delivery", () => {
  const FACTS: DeliveryFacts = {
    status: "PENDING",
    attemptCount: 0,
    subscriptionName: "Fire dispatch CAD",
    lastCause: null,
    statusReason: null,
    arrivedOnAttempt: null,
    lastStatusCode: null,
    createdAt: new Date("2026-11-23T19:00:00Z"),
    nextAttemptAt: null,
    attemptStartedAt: null,
    completedAt: null,
    now: NOW,
  };
  const inFourMinutes = new Date("2026-11-23T19:09:00Z");
  const unavailable = { lastCause: "Fire dispatch CAD answered 503 Service Unavailable.", lastStatusCode: 503 };

  const forThreeSeconds = { attemptStartedAt: new Date("2026-11-23T19:04:57Z") };

  test.each<[Partial<DeliveryFacts>, string]>([
    [forThreeSeconds, "The first attempt to Fire dispatch CAD has been under way for 3 s."],
    [
      { status: "RETRYING", attemptCount: 2, ...forThreeSeconds, ...unavailable },
      "Attempt 3 to Fire dispatch CAD has been under way for 3 s.",
    ],
    [
      { status: "CANCELLED", statusReason: "Dana gave it up.", ...forThreeSeconds },
      "Dana gave it up. Cancelled while an attempt was under way, which may still arrive.",
    ],
    [{}, "The first attempt to Fire dispatch CAD starts now."],
    [{ nextAttemptAt: inFourMinutes }, "The first attempt to Fire dispatch CAD starts in 4 min."],
    [
      { nextAttemptAt: new Date("2026-11-23T19:01:00Z") },
      "The first attempt to Fire dispatch CAD has been due for 4 min and starts as soon as a worker gets to it.",
    ],
    [
      { status: "RETRYING", attemptCount: 1, nextAttemptAt: new Date("2026-11-23T19:04:30Z"), ...unavailable },
      "Fire dispatch CAD answered 503 Service Unavailable; attempt 2 has been due for 30 s and starts as soon as a worker gets to it.",
    ],
    [{ attemptCount: 3, nextAttemptAt: NOW }, "Attempt 4 to Fire dispatch CAD starts now."],
    [
      { status: "RETRYING", attemptCount: 10, nextAttemptAt: inFourMinutes, ...unavailable },
      "Fire dispatch CAD answered 503 Service Unavailable; attempt 11 starts in 4 min.",
    ],
    [{ status: "RETRYING", attemptCount: 1, nextAttemptAt: NOW }, "Attempt 2 starts now."],
    [{ status: "HELD" }, "Kept, and goes out when Fire dispatch CAD takes deliveries again; nothing is lost."],
    [
      { status: "SUCCEEDED", attemptCount: 1, completedAt: new Date("2026-11-23T19:00:00.418Z") },
      "Arrived at Fire dispatch CAD on the first attempt, 418 ms after it was due.",
    ],
    [
      { status: "SUCCEEDED", attemptCount: 3, completedAt: new Date("2026-11-23T19:17:04Z") },
      "Arrived at Fire dispatch CAD on attempt 3, 17 min 4 s after it was due.",
    ],
    [
      { status: "FAILED", attemptCount: 21, ...unavailable },
      "Given up after 21 attempts: Fire dispatch CAD answered 503 Service Unavailable.",
    ],
    [{ status: "FAILED", attemptCount: 1 }, "Given up after 1 attempt."],
    [
      { status: "FAILED", attemptCount: 1, lastStatusCode: 410 },
      "Fire dispatch CAD answered 410 Gone, so no further attempt is made.",
    ],
    [
      { status: "SUCCEEDED", attemptCount: 3, arrivedOnAttempt: 1 },
      "Arrived at Fire dispatch CAD on the first attempt.",
    ],
    [
      { status: "HELD", statusReason: "The subscription is inactive." },
      "The subscription is inactive. Kept, and goes out when Fire dispatch CAD takes deliveries again; nothing is lost.",
    ],
    [{ status: "CANCELLED", statusReason: "Dana gave it up." }, "Dana gave it up. Cancelled before the first attempt."],
    [{ status: "CANCELLED" }, "Cancelled before the first attempt."],
    [{ status: "CANCELLED", attemptCount: 2 }, "Cancelled after 2 attempts."],
  ])("%j: %s", (facts, sentence) => {
    expect(describeDelivery({ ...FACTS, ...facts })).toBe(sentence);
  });
});
