/** The overview's first sentence: read aloud, it must be true. */
import { expect, test } from "vitest";
import { headlineOf } from "../../../app/(signed-in)/overview/headline.ts";

const KEPT = "Nothing is lost.";
const CALM = { failing: 0, switchedOff: 0, waiting: 0, failed: 0 };

test.each([
  ["all is well", {}, "Every subscription takes its deliveries.", ""],
  ["some are on their way", { waiting: 3 }, "Every subscription takes its deliveries. 3 deliveries wait.", KEPT],
  ["one fails", { failing: 1, waiting: 1 }, "1 subscription is not taking deliveries. 1 delivery waits.", KEPT],
  [
    "some fail and one is switched off",
    { failing: 2, switchedOff: 1, waiting: 1_204 },
    "2 subscriptions are not taking deliveries, 1 more is switched off. 1,204 deliveries wait.",
    KEPT,
  ],
  [
    "one is switched off while deliveries wait for it",
    { switchedOff: 1, waiting: 2 },
    "1 subscription with waiting deliveries is switched off. 2 deliveries wait.",
    KEPT,
  ],
  [
    "something failed for good",
    { failing: 1, waiting: 4, failed: 2 },
    "1 subscription is not taking deliveries. 4 deliveries wait. 2 failed for good in the last 24 h.",
    "",
  ],
  [
    "there are more than can be counted",
    { failing: 3, waiting: null, failed: null },
    "3 subscriptions are not taking deliveries. Many deliveries wait. Many failed for good in the last 24 h.",
    "",
  ],
] as const)("when %s", (_when, standing, sentences, calm) => {
  const headline = headlineOf({ ...CALM, ...standing });
  expect([headline.state, headline.wait].filter(Boolean).join(" ")).toBe(sentences);
  expect(headline.calm).toBe(calm);
});
