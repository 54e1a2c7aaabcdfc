/** The order of the lists of integrations and of subscriptions. */
import { expect, test } from "vitest";
import { attentionFirst, together } from "../../app/attention.ts";

type State = "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN";

test("failing comes first, then paused, then what holds something, then the rest in the order it had", () => {
  const list = [
    row("healthy", ["HEALTHY", 0]),
    row("held", ["INACTIVE", 3]),
    row("needs nobody"),
    row("failing", ["HEALTHY", 0], ["FAILING", 0]),
    row("inactive", ["INACTIVE", 0]),
    row("paused", ["PAUSED", 0]),
    row("failing too", ["FAILING", 4]),
  ];
  expect(attentionFirst(list, ({ healths }) => healths).map(({ id }) => id)).toEqual([
    "failing",
    "failing too",
    "paused",
    "held",
    "healthy",
    "needs nobody",
    "inactive",
  ]);
});

test("what needs a person and stands on the page as well is there once", () => {
  const [one, two, three] = [row("one"), row("two"), row("three")];
  expect(together([two], [one, two, three]).map(({ id }) => id)).toEqual(["two", "one", "three"]);
});

function row(id: string, ...healths: [State, number][]) {
  return { id, healths: healths.map(([state, heldDeliveries]) => ({ state, heldDeliveries })) };
}
