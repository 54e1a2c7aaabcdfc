/** The order of the integrations list. */
import { expect, test } from "vitest";
import { attentionFirst } from "../../../app/(signed-in)/integrations/attention.ts";

type State = "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN";

test("failing comes first, then what is held back, then the rest in the order it had", () => {
  const list = [
    integration("healthy", true, ["HEALTHY", 0]),
    integration("held", true, ["INACTIVE", 3]),
    integration("disabled", false, ["FAILING", 9]),
    integration("failing", true, ["HEALTHY", 0], ["FAILING", 0]),
    integration("inactive", true, ["INACTIVE", 0]),
    integration("paused", true, ["PAUSED", 0]),
    integration("failing too", true, ["FAILING", 4]),
  ];
  expect(attentionFirst(list).map(({ name }) => name)).toEqual([
    "failing",
    "failing too",
    "held",
    "paused",
    "healthy",
    "disabled",
    "inactive",
  ]);
});

function integration(name: string, isEnabled: boolean, ...healths: [State, number][]) {
  const actions = healths.map(([state, heldDeliveries]) => ({ subscription: { health: { state, heldDeliveries } } }));
  return { name, isEnabled, actions };
}
