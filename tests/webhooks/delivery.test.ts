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
  UNTRIED,
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
  const retries = { ...UNTRIED, attemptCount };
  return deliveryAfterAttempt({ retries, policy: POLICY, outcome, statusCode, retryAfterMs, now: NOW, random: 0 });
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
    [
      "that was asked to wait for less than its policy does, waits as its policy does",
      [0, "HTTP_ERROR", 429, 1_000],
      "RETRYING",
      10_000,
    ],
    ["that was asked to wait for nothing, waits as its policy does", [0, "HTTP_ERROR", 429, 0], "RETRYING", 10_000],
    [
      "that was asked to wait for days, waits for its policy's longest",
      [0, "HTTP_ERROR", 429, 86_400_000],
      "RETRYING",
      3_600_000,
    ],
  ])("%s", (_what, args, status, nextAttemptInMs) => {
    const step = after(...args);
    expect(step.status).toBe(status);
    expect(step.nextAttemptInMs).toBe(nextAttemptInMs);
    expect(step.completedAt).toEqual(nextAttemptInMs === null ? NOW : null);
  });

  describe("that went out ahead of its own retry policy", () => {
    const failed = { policy: POLICY, outcome: "HTTP_ERROR", statusCode: 503, now: NOW, random: 0 } as const;
    const ahead = { ...UNTRIED, attemptCount: 2, aheadMs: 15_000 };

    it("uses up no retry and is due when it was before", () => {
      expect(deliveryAfterAttempt({ ...failed, retries: ahead, retryAfterMs: null })).toMatchObject({
        status: "RETRYING",
        nextAttemptInMs: 15_000,
        isExtra: true,
      });
    });

    it("waits for the policy's first pause at least", () => {
      const step = deliveryAfterAttempt({ ...failed, retries: { ...ahead, aheadMs: 5 }, retryAfterMs: null });
      expect(step.nextAttemptInMs).toBe(10_000);
    });

    it("waits for as long as the receiver asks for", () => {
      expect(deliveryAfterAttempt({ ...failed, retries: ahead, retryAfterMs: 40_000 })).toMatchObject({
        nextAttemptInMs: 40_000,
        askedMs: 40_000,
      });
    });

    it("goes on with the policy after that, as if it had not gone out", () => {
      const due = { ...UNTRIED, attemptCount: 31, extraAttempts: 30 };
      expect(deliveryAfterAttempt({ ...failed, retries: due, retryAfterMs: null })).toMatchObject({
        status: "RETRYING",
        nextAttemptInMs: 20_000,
        isExtra: false,
      });
      const last = { ...due, attemptCount: 32 };
      expect(deliveryAfterAttempt({ ...failed, retries: last, retryAfterMs: null }).status).toBe("FAILED");
    });

    it("fails for good where the receiver is gone", () => {
      expect(deliveryAfterAttempt({ ...failed, statusCode: 410, retries: ahead, retryAfterMs: null }).status).toBe(
        "FAILED",
      );
    });
  });

  describe("that our own side interrupted", () => {
    const none = { ...POLICY, maxRetries: 0, baseSeconds: 3_600 };
    const interrupted = { policy: none, outcome: "INTERRUPTED", statusCode: null, retryAfterMs: null } as const;
    const onceMore = (interruptions: number) =>
      deliveryAfterAttempt({
        ...interrupted,
        retries: { ...UNTRIED, attemptCount: interruptions, extraAttempts: interruptions, interruptions },
        now: NOW,
        random: 0,
      });

    it("goes out again at once and uses up no retry, also where there is none", () => {
      expect(onceMore(0)).toMatchObject({ status: "RETRYING", nextAttemptInMs: 1_000, isExtra: true });
      expect(onceMore(4)).toMatchObject({ status: "RETRYING", nextAttemptInMs: 1_000, isExtra: true });
    });

    it("goes out again at once also where it went out ahead of its pause", () => {
      const retries = { ...UNTRIED, attemptCount: 8, aheadMs: 3_000_000 };
      expect(deliveryAfterAttempt({ ...interrupted, retries, now: NOW, random: 0 })).toMatchObject({
        nextAttemptInMs: 1_000,
        isExtra: true,
      });
    });

    it("counts like any other the sixth time: it may be what ends our workers", () => {
      expect(onceMore(5)).toMatchObject({ status: "FAILED" });
    });
  });

  it("of a policy without retries fails at once", () => {
    const policy = { ...POLICY, maxRetries: 0 };
    const facts = {
      retries: UNTRIED,
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
      retries: fc.nat(60).chain((attemptCount) =>
        fc.record({
          attemptCount: fc.constant(attemptCount),
          extraAttempts: fc.nat(attemptCount),
          interruptions: fc.nat(attemptCount),
          aheadMs: fc.option(fc.integer({ min: 1, max: 3_600_000 })),
        }),
      ),
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
    isActive: true,
    isPaused: false,
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
    [
      { status: "HELD" },
      "The subscription takes deliveries again; this one goes out in its turn. Kept, and goes out when Fire dispatch CAD takes deliveries again; nothing is lost.",
    ],
    [
      { status: "HELD", isPaused: true },
      "The last attempts to this subscription all failed, so it is paused and probed from time to time. Kept, and goes out when Fire dispatch CAD takes deliveries again; nothing is lost.",
    ],
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
      { status: "HELD", isActive: false, isPaused: true },
      "The subscription is inactive. Kept, and goes out when Fire dispatch CAD takes deliveries again; nothing is lost.",
    ],
    [{ status: "CANCELLED", statusReason: "Dana gave it up." }, "Dana gave it up. Cancelled before the first attempt."],
    [{ status: "CANCELLED" }, "Cancelled before the first attempt."],
    [{ status: "CANCELLED", attemptCount: 2 }, "Cancelled after 2 attempts."],
  ])("%j: %s", (facts, sentence) => {
    expect(describeDelivery({ ...FACTS, ...facts })).toBe(sentence);
  });
});
