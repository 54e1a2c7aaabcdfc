/** Rows keep their places when a list is drawn anew. */
import { expect, test } from "vitest";
import { keepPlaces } from "../../../app/ui/kept-places.ts";

const rowsOf = (ids: string) => [...ids].map((id) => ({ id }));

test.each([
  ["another order", "abcd", "dcba", "", "abcd"],
  ["one that is gone", "abcd", "dba", "", "abd"],
  ["one that is gone, and held", "abcd", "dba", "c", "abcd"],
  ["a new one at the head", "abc", "nabc", "", "nabc"],
  ["a new one between others", "abc", "canb", "", "anbc"],
  ["two new ones after each other", "abc", "abmnc", "", "abmnc"],
  ["nothing but new ones", "", "abc", "", "abc"],
  ["nothing any more", "abc", "", "", ""],
])("%s", (_, shown, fresh, held, expected) => {
  const kept = keepPlaces(rowsOf(shown), rowsOf(fresh), (id) => held.includes(id));
  expect(kept.map(({ id }) => id).join("")).toBe(expected);
});

test("what a row says is the newest", () => {
  const kept = keepPlaces([{ id: "a", says: "old" }], [{ id: "a", says: "new" }], () => true);
  expect(kept).toEqual([{ id: "a", says: "new" }]);
});
