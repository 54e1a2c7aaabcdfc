/** Text: what can be stored, how long it is, and how a wrong value is shown. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { characterCount, isStorableText, readText } from "#webhooks/text";
import { type Faults, shownValue } from "#webhooks/user-errors";

test.each([
  ["", 0],
  ["abc", 3],
  ["🚨", 1],
  ["a🚨b", 3],
  ["火事", 2],
  ["e\u0301", 2],
])("%j has %i characters", (text, count) => {
  expect(characterCount(text)).toBe(count);
});

test("characters are counted as code points", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(characterCount(text)).toBe([...text].length);
    }),
  );
});

test.each([
  ["plain", true],
  ["🚨", true],
  ["line\nbreak", true],
  ["a\0", false],
  ["\ud83d", false],
  ["\udea8\ud83d", false],
])("%j can be stored: %s", (text, expected) => {
  expect(isStorableText(text)).toBe(expected);
});

test("a text within its bound is read, trimmed unless it is a secret", () => {
  const faults: Faults = [];
  const rule = { what: "The name", path: ["name"], charactersMax: 3 };
  expect(readText(faults, " abc ", rule)).toBe("abc");
  expect(readText(faults, "🚨🚨🚨", rule)).toBe("🚨🚨🚨");
  expect(readText(faults, " a ", { ...rule, trims: false })).toBe(" a ");
  expect(faults).toEqual([]);
});

test.each(["\u200b", " \u00ad\u2060 ", "\u0001\u001b", "\u3164"])(
  "a name of which nothing can be seen is empty: %j",
  (text) => {
    const faults: Faults = [];
    const rule = { what: "The name", path: ["name"], charactersMax: 3 };
    expect(readText(faults, text, rule)).toBeNull();
    expect(faults).toEqual([
      {
        code: "REQUIRED",
        path: ["name"],
        message: "The name has no character that can be seen; 1 to 3 characters are expected.",
      },
    ]);
    expect(readText([], text, { ...rule, charactersMax: 9, trims: false })).toBe(text);
  },
);

test("a fault says what is wrong, with which value, and what is expected", () => {
  const faults: Faults = [];
  const rule = { what: "The name", path: ["name"], charactersMax: 1000 };
  readText(faults, undefined, rule);
  readText(faults, 7, rule);
  readText(faults, "x".repeat(1001), rule);
  readText(faults, { secret: "hunter22" }, { ...rule, isSecret: true });
  expect(faults.map(({ message }) => message)).toEqual([
    "The name is missing; 1 to 1,000 characters are expected.",
    "The name is 7, not text; 1 to 1,000 characters are expected.",
    "The name is 1,001 characters long; 1 to 1,000 characters are expected.",
    "The name is not text; 1 to 1,000 characters are expected.",
  ]);
});

test.each<[unknown, string]>([
  ["x", '"x"'],
  [7, "7"],
  [true, "true"],
  [null, "null"],
  [undefined, "nothing"],
  [[1], "a list"],
  [{ a: 1 }, "an object"],
  ["a\0\ud83d", '"a\\u0000\\ud83d"'],
])("%j is shown as %s", (value, shown) => {
  expect(shownValue(value)).toBe(shown);
});

test("a long value is shown cut, and never with half of a surrogate pair", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      const shown = shownValue(text);
      expect(shown.length).toBeLessThanOrEqual(6 * 61 + 2);
      expect(isStorableText(shown)).toBe(true);
    }),
  );
});
