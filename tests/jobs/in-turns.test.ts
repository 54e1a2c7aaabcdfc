/** What takes long goes on in turns: others come in between, and what is urgent goes first. */
import { expect, test } from "vitest";
import { inTurns } from "#jobs/in-turns";

const TURN_OVER_MS = 25;
const ELSE = "something else";

function workFor(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

test("who rests goes on one at a time, urgent ones first, and what else waits comes in between", async () => {
  const order: string[] = [];
  const others = ["a", "b", "c"].map((name) => ({ name, rest: inTurns() }));
  const urgent = { name: "urgent", rest: inTurns({ isUrgent: true }) };
  workFor(TURN_OVER_MS);
  const all = [...others, urgent].map(async ({ name, rest }) => {
    await rest();
    order.push(name);
    setImmediate(() => order.push(ELSE));
  });
  await Promise.all(all);
  expect(order.filter((name) => name !== ELSE)).toEqual(["urgent", "a", "b", "c"]);
  expect(order.indexOf(ELSE)).toBeLessThan(order.indexOf("b"));
});

test("who has worked for less than a turn does not rest", () => {
  expect(inTurns()()).toBeNull();
});
