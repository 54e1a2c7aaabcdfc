/** What takes long goes on in turns: others come in between, and what is urgent goes first. */
import { expect, test } from "vitest";
import { inTurns } from "#jobs/in-turns";

const TURN_OVER_MS = 25;
/** Two of them are less than a turn. */
const PART_MS = 9;
const ELSE = "something else";

function workFor(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

test("who rests goes on one at a time, urgent ones first, and what else waits comes in between", async () => {
  const order: string[] = [];
  const others = ["a", "b", "c"].map((name) => ({ name, rest: inTurns() }));
  const urgent = { name: "urgent", rest: inTurns({ isUrgent: true }) };
  expect([...others, urgent].map(({ rest }) => rest())).toEqual([null, null, null, null]);
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

test("however many begin at the same time, what else waits comes in after one turn of them all", async () => {
  const order: (number | string)[] = [];
  setImmediate(() => order.push(ELSE));
  const all = [1, 2, 3, 4, 5, 6].map(async (number) => {
    const rest = inTurns();
    for (const _part of ["first", "second"]) {
      await rest();
      workFor(PART_MS);
    }
    order.push(number);
  });
  await Promise.all(all);
  expect(order.indexOf(ELSE)).toBeLessThan(3);
});

test("who has worked for less than a turn does not rest", () => {
  expect(inTurns()()).toBeNull();
});
