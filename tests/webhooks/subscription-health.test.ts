/** Health in a word and a sentence. */
import { expect, test } from "vitest";
import { type HealthFacts, judgeHealth } from "#webhooks/subscription-health";

const NOW = new Date("2026-11-23T12:00:00Z");
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const QUIET: HealthFacts = {
  isActive: true,
  consecutiveFailures: 0,
  failingSince: null,
  lastSucceededAt: null,
  lastFailedAt: null,
  lastCause: null,
  heldDeliveries: 0,
  pausedAt: null,
  probeAt: null,
};

test.each<[string, Partial<HealthFacts>, string, string]>([
  ["nothing was sent", {}, "UNKNOWN", "No event was sent yet."],
  [
    "the last attempt succeeded",
    { lastSucceededAt: ago(5_000) },
    "HEALTHY",
    "The last attempt to this subscription succeeded 5 s ago.",
  ],
  [
    "it recovered",
    { lastSucceededAt: ago(61_000), lastFailedAt: ago(90_000), lastCause: "It answered 503." },
    "HEALTHY",
    "The last attempt to this subscription succeeded 1 min ago.",
  ],
  [
    "one attempt failed",
    { consecutiveFailures: 1, failingSince: ago(2_000), lastCause: "The receiver did not answer within 15 seconds." },
    "FAILING",
    "The last attempt failed, for 2 s. The receiver did not answer within 15 seconds.",
  ],
  [
    "many failed",
    { consecutiveFailures: 12, failingSince: ago(17 * 60_000), lastCause: "CAD answered 503 Service Unavailable." },
    "FAILING",
    "The last 12 attempts failed, for 17 min. CAD answered 503 Service Unavailable.",
  ],
  ["it fails and nobody knows why", { consecutiveFailures: 2 }, "FAILING", "The last 2 attempts failed."],
  ["it is off and empty", { isActive: false }, "INACTIVE", "Switched off; nothing waits for it."],
  [
    "it is off and holds one",
    { isActive: false, heldDeliveries: 1 },
    "INACTIVE",
    "Switched off; 1 delivery is kept until it is active again.",
  ],
  [
    "it is off, failed before and holds many",
    { isActive: false, heldDeliveries: 1234, consecutiveFailures: 3, failingSince: ago(1) },
    "INACTIVE",
    "Switched off; 1,234 deliveries are kept until it is active again.",
  ],
  [
    "its breaker is open",
    {
      consecutiveFailures: 12,
      failingSince: ago(180_000),
      lastCause: "CAD answered 503.",
      heldDeliveries: 5,
      pausedAt: ago(160_000),
      probeAt: new Date(NOW.getTime() + 40_000),
    },
    "PAUSED",
    "Paused: the last 12 attempts failed, for 3 min. CAD answered 503. 5 deliveries are kept until it takes one again; one is tried in 40 s.",
  ],
  [
    "its breaker is open and nothing came since",
    { consecutiveFailures: 10, pausedAt: ago(160_000) },
    "PAUSED",
    "Paused: the last 10 attempts failed. Nothing waits for it; the next one is tried at once.",
  ],
  [
    "its probe is on the way",
    { consecutiveFailures: 10, heldDeliveries: 1, pausedAt: ago(160_000), probeAt: ago(10) },
    "PAUSED",
    "Paused: the last 10 attempts failed. 1 delivery is kept until it takes one again; one is being tried now.",
  ],
])("when %s", (_case, facts, state, summary) => {
  expect(judgeHealth({ ...QUIET, ...facts }, NOW)).toEqual({ state, summary });
});
