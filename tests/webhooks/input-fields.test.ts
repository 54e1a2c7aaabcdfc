/** Fields of an input that are no text: what counts as an object, and what only looks like one. */
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { isRecord, ownValue } from "#webhooks/input-fields";

test.each<[string, unknown, boolean]>([
  ["an object", {}, true],
  ["an object without a prototype", Object.create(null), true],
  ["an object of another realm", runInNewContext("({})"), true],
  ["null", null, false],
  ["a list", [], false],
  ["a list of another realm", runInNewContext("[]"), false],
  ["a Date", new Date(0), false],
  ["a Map", new Map(), false],
  ["a function", () => {}, false],
  ["text", "{}", false],
])("%s is a JSON object or not", (_what, value, expected) => {
  expect(isRecord(value)).toBe(expected);
});

test("only own keys have a value", () => {
  expect(ownValue({ a: 1 }, "a")).toBe(1);
  expect(ownValue({ a: 1 }, "toString")).toBeUndefined();
  expect(ownValue({ a: 1 }, "__proto__")).toBeUndefined();
});
