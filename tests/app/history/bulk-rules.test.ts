/** Which of the selected deliveries a verb is for, and how its result is told. */
import { describe, expect, test } from "vitest";
import { DELIVERY_STATUSES } from "#webhooks/delivery";
import { deliveriesFor, idsBetween, namesOf, resultSentences } from "../../../app/(signed-in)/history/bulk-rules.ts";

const EACH_STATUS = DELIVERY_STATUSES.map((status) => ({ status }));

test.each([
  ["retry", ["RETRYING", "HELD", "FAILED", "CANCELLED"]],
  ["cancel", ["PENDING", "RETRYING", "HELD"]],
] as const)("%s is for deliveries that are %j", (verb, statuses) => {
  expect(deliveriesFor(verb, EACH_STATUS).map(({ status }) => status)).toEqual(statuses);
});

test.each([
  ["b", "d", ["b", "c", "d"]],
  ["d", "b", ["b", "c", "d"]],
  ["c", "c", ["c"]],
  [null, "c", ["c"]],
  ["gone", "c", ["c"]],
])("from %s to %s the range is %j", (from, to, range) => {
  expect(idsBetween(["a", "b", "c", "d"], from, to)).toEqual(range);
});

describe("a result says how many were done and why the others were not", () => {
  test("all were done", () => {
    expect(resultSentences("retry", { done: 3, refusals: [], leftAlone: 0 })).toEqual([
      "3 deliveries are being tried again.",
    ]);
    expect(resultSentences("cancel", { done: 1, refusals: [], leftAlone: 0 })).toEqual(["1 delivery is cancelled."]);
  });
  test("the same reason is said once, with its count", () => {
    const result = { done: 0, refusals: ["Under way.", "Gone.", "Under way."], leftAlone: 1 };
    expect(resultSentences("retry", result)).toEqual([
      "No delivery is being tried again.",
      "2 were refused: Under way.",
      "1 was refused: Gone.",
      "1 has arrived or is under way, so nothing was done there.",
    ]);
  });
});

test.each([
  [["A"], "A"],
  [["A", "A"], "A"],
  [["A", "B"], "A and B"],
  [["A", "B", "C"], "A, B and C"],
  [["A", "B", "C", "D"], "A, B and 2 more"],
])("subscriptions %j are named %j", (names, text) => {
  const deliveries = names.map((subscriptionName, at) => ({ subscriptionName, id: `${at}` }));
  expect(namesOf(deliveries.map((one) => ({ ...one, status: "HELD", isEmergency: false })))).toBe(text);
});
