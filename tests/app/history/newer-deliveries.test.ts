/** What a live list counts as newer than what it shows. */
import { expect, it } from "vitest";
import { countNewer, type Heard, newerSentence } from "../../../app/(signed-in)/history/newer-deliveries.ts";

const heard = (...deliveries: Heard[]) => new Map(deliveries.map((delivery) => [delivery.id, delivery]));
const shown = { id: "dlv_shown", createdAt: "2026-11-23T14:00:00.000Z" };

it("a delivery is newer when it is not in the list and was not made before its first row", () => {
  const other = { id: "dlv_other", createdAt: "2026-11-23T14:00:00.001Z" };
  const old = { id: "dlv_old", createdAt: "2026-11-23T13:59:59.999Z" };
  expect(countNewer(heard(shown, other, old), [shown.id], shown.createdAt)).toBe(1);
});

it("everything is newer than an empty list", () => {
  expect(countNewer(heard(shown), [], null)).toBe(1);
});

it("the sentence agrees with its count, and says when counting stopped", () => {
  expect([1, 4, 999, 1_000].map(newerSentence)).toEqual([
    "1 newer delivery",
    "4 newer deliveries",
    "999 newer deliveries",
    "More than 999 newer deliveries",
  ]);
});
