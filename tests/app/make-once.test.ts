/** A new thing is made at most once, whatever becomes of the answers. */
import { expect, test } from "vitest";
import { ApiFailure } from "../../app/browser-api.ts";
import { onceMaker } from "../../app/make-once.ts";

const INPUT = { name: "Lifeguards" };
const LOST = new ApiFailure("not known", true);

/** A server whose answers can be lost, before or after it has done what it was asked for. */
function server() {
  const ids = ["older"];
  const state = { arrives: true, answers: true };
  let made = 0;
  return {
    ids,
    state,
    list: async () => [...ids],
    make: async () => {
      made += 1;
      const id = `new ${made}`;
      if (state.arrives) ids.unshift(id);
      if (!state.answers) throw LOST;
      return { id, userErrors: [] };
    },
  };
}

test("what was made though its answer was lost is found at once", async () => {
  const { list, make, state } = server();
  const makeOnce = onceMaker();
  state.answers = false;
  expect(await makeOnce({ input: INPUT, list, make })).toEqual({ id: "new 1", userErrors: [] });
  state.answers = true;
  expect(await makeOnce({ input: INPUT, list, make })).toEqual({ id: "new 2", userErrors: [] });
});

test("what did not arrive is made by the next try", async () => {
  const { list, make, state, ids } = server();
  const makeOnce = onceMaker();
  Object.assign(state, { arrives: false, answers: false });
  await expect(makeOnce({ input: INPUT, list, make })).rejects.toBe(LOST);
  Object.assign(state, { arrives: true, answers: true });
  expect(await makeOnce({ input: INPUT, list, make })).toEqual({ id: "new 2", userErrors: [] });
  expect(ids).toEqual(["new 2", "older"]);
});

test("while nobody can look, nothing is made again", async () => {
  const { list, make, state, ids } = server();
  const makeOnce = onceMaker();
  state.answers = false;
  const away = async () => {
    if (ids.length > 1) throw new ApiFailure("away");
    return list();
  };
  await expect(makeOnce({ input: INPUT, list: away, make })).rejects.toBe(LOST);
  await expect(makeOnce({ input: INPUT, list: away, make })).rejects.toThrow("away");
  expect(ids).toEqual(["new 1", "older"]);
});

test("what was typed since is not passed off as saved, and another one can be made after that was said", async () => {
  const { list, make, state, ids } = server();
  const makeOnce = onceMaker();
  let looks = 0;
  const awayOnce = async () => {
    looks += 1;
    if (looks === 2) throw new ApiFailure("away");
    return list();
  };
  state.answers = false;
  await expect(makeOnce({ input: INPUT, list: awayOnce, make })).rejects.toBe(LOST);
  state.answers = true;
  const other = { input: { name: "Lifeguards, east" }, list, make };
  await expect(makeOnce(other)).rejects.toThrow(/^This was saved before, .* without what was typed since\./);
  expect(ids).toEqual(["new 1", "older"]);
  expect(await makeOnce(other)).toEqual({ id: "new 2", userErrors: [] });
});

test("a refusal is passed on, and leaves nothing to look for", async () => {
  const { list, make } = server();
  const makeOnce = onceMaker();
  const refusal = { id: null, userErrors: [{ message: "The name is empty." }] };
  expect(await makeOnce({ input: INPUT, list, make: async () => refusal })).toBe(refusal);
  expect(await makeOnce({ input: INPUT, list, make })).toEqual({ id: "new 1", userErrors: [] });
});
