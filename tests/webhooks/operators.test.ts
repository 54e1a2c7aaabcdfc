/** Operators: one table of what holds and what does not, as the contract's comparison rules say. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONDITION_OPERATORS, type ConditionOperator, OPERATORS, prepareValues } from "#webhooks/operators";

function holds(operator: ConditionOperator, actual: unknown, values: string[]): boolean {
  return OPERATORS[operator].holds(actual, prepareValues(values));
}

const MISSING = undefined;

describe("IS_ANY_OF holds for equal values", () => {
  test.each<[string, unknown, string[], boolean]>([
    ["the same text", "Emergency", ["Emergency"], true],
    ["another letter case", "emergency", ["EMERGENCY"], true],
    ["white space around either", "  Emergency ", ["Emergency\t"], true],
    ["white space inside matters", "Boil  water", ["Boil water"], false],
    ["the second of several", "Operational", ["Emergency", "Operational"], true],
    ["none of several", "Drill", ["Emergency", "Operational"], false],
    ["a part only", "Emergency", ["Emerg"], false],
    ["a value with a comma", "Smith, John", ["smith, john"], true],
    ["true", true, ["true"], true],
    ["TRUE", true, ["TRUE"], true],
    ["true is not false", true, ["false"], false],
    ["true is not 1", true, ["1"], false],
    ["true written as text", "True", ["true"], true],
    ["a number", 1, ["1"], true],
    ["a number by value", 1, ["1.0"], true],
    ["a number by value, the other way round", 1.5, ["01.50"], true],
    ["a number in powers of ten", 1000, ["1e3"], true],
    ["minus zero", -0, ["0"], true],
    ["another number", 1, ["10"], false],
    ["text stays text: ids keep their zeros", "0042", ["42"], false],
    ["a number is no other text", 42, ["forty-two"], false],
    ["any element of a list", ["a", "b"], ["b"], true],
    ["no element of a list", ["a", "b"], ["c"], false],
    ["a number in a list", ["a", 7], ["7.0"], true],
    ["an inner list", [["a"], ["b"]], ["b"], true],
    ["an empty list", [], ["a"], false],
    ["null in a list", [null], ["null"], false],
    ["null", null, ["null"], false],
    ["missing", MISSING, ["undefined"], false],
    ["an object", { a: "b" }, ["[object Object]"], false],
    ["empty text", "", ["x"], false],
    ["an accent, encoded in one or two", "Peña", ["Pen\u0303a"], true],
    ["sharp s", "Große Straße", ["GROSSE STRASSE"], true],
    ["a Greek word in another case", "ΟΔΟΣ", ["οδος"], true],
    ["an emoji", "🚨 alarm", ["🚨 ALARM"], true],
  ])("%s", (_what, actual, values, expected) => {
    expect(holds("IS_ANY_OF", actual, values)).toBe(expected);
    expect(holds("IS_NONE_OF", actual, values)).toBe(!expected);
  });
});

describe("text operators", () => {
  test.each<[ConditionOperator, unknown, string[], boolean]>([
    ["STARTS_WITH", "Boil-water notice", ["boil"], true],
    ["STARTS_WITH", "Boil-water notice", ["water"], false],
    ["STARTS_WITH", " Boil-water notice", ["BOIL-"], true],
    ["STARTS_WITH", "Boil-water notice", ["x", "b"], true],
    ["STARTS_WITH", "ΟΔΟΣΑ", ["οδος"], true],
    ["STARTS_WITH", 1741, ["17"], true],
    ["STARTS_WITH", ["north", "south"], ["sou"], true],
    ["ENDS_WITH", "Boil-water notice", ["NOTICE "], true],
    ["ENDS_WITH", "Boil-water notice", ["boil"], false],
    ["ENDS_WITH", true, ["ue"], true],
    ["CONTAINS", "Boil-water notice", ["water"], true],
    ["CONTAINS", "Boil-water notice", ["flood", "l-w"], true],
    ["CONTAINS", "Boil-water notice", ["fire"], false],
    ["CONTAINS", ["flood", "boil-water"], ["water"], true],
    ["CONTAINS", { name: "water" }, ["water"], false],
    ["CONTAINS", null, ["l"], false],
    ["CONTAINS", MISSING, ["d"], false],
    ["STARTS_WITH", null, ["n"], false],
    ["ENDS_WITH", MISSING, ["d"], false],
  ])("%s of %j with %j: %s", (operator, actual, values, expected) => {
    expect(holds(operator, actual, values)).toBe(expected);
  });
});

describe("number operators", () => {
  test.each<[ConditionOperator, unknown, string[], boolean]>([
    ["GREATER_THAN", 5, ["4"], true],
    ["GREATER_THAN", 5, ["5"], false],
    ["GREATER_THAN", 5, ["5.0"], false],
    ["GREATER_THAN", 10, ["9"], true],
    ["GREATER_THAN", "10", ["9"], true],
    ["GREATER_THAN", " 1e2 ", ["99.5"], true],
    ["GREATER_THAN", -1, ["-2"], true],
    ["GREATER_THAN", 5, ["100", "4"], true],
    ["GREATER_THAN", [1, 5], ["4"], true],
    ["GREATER_THAN", "high", ["4"], false],
    ["GREATER_THAN", 5, ["low"], false],
    ["GREATER_THAN", true, ["0"], false],
    ["GREATER_THAN", null, ["-1"], false],
    ["GREATER_THAN", MISSING, ["-1"], false],
    ["GREATER_THAN", "", ["-1"], false],
    ["LESS_THAN", 5, ["6"], true],
    ["LESS_THAN", 5, ["5"], false],
    ["LESS_THAN", "9", ["10"], true],
    ["LESS_THAN", null, ["1"], false],
    ["LESS_THAN", MISSING, ["1"], false],
  ])("%s of %j with %j: %s", (operator, actual, values, expected) => {
    expect(holds(operator, actual, values)).toBe(expected);
  });
});

test.each<[unknown, boolean]>([
  ["x", true],
  ["", true],
  [0, true],
  [false, true],
  [[], true],
  [{}, true],
  [null, false],
  [MISSING, false],
])("%j exists: %s", (actual, expected) => {
  expect(holds("EXISTS", actual, [])).toBe(expected);
  expect(holds("NOT_EXISTS", actual, [])).toBe(!expected);
});

test("what is missing or null satisfies IS_NONE_OF and NOT_EXISTS only", () => {
  for (const actual of [null, MISSING]) {
    const satisfied = CONDITION_OPERATORS.filter((operator) => holds(operator, actual, ["0", "x", "null"]));
    expect(satisfied).toEqual(["IS_NONE_OF", "NOT_EXISTS"]);
  }
});

describe("a long list says of many values what its elements say one by one", () => {
  const parts = ["a", "b", "A", "*", ".", "\\d", "|", "(", "é", "🚨", " ", "\n"];
  const textOf = (...of: string[]) => fc.array(fc.constantFrom(...of), { maxLength: 4 }).map((some) => some.join(""));
  const text = textOf(...parts, "\0");
  const element = fc.oneof(
    text,
    fc.integer({ max: 99 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(text, { maxLength: 3 }),
  );
  const values = fc.array(
    textOf(...parts).filter((one) => one.trim() !== ""),
    { minLength: 1, maxLength: 3 },
  );
  const others = Array.from({ length: 8_000 }, (_, number) => `~${number}~`);

  test.each(["STARTS_WITH", "ENDS_WITH", "CONTAINS", "IS_ANY_OF"] as const)("%s", (operator) => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 3 }), values, (list, given) => {
        const oneByOne = list.some((one) => holds(operator, one, given));
        expect(holds(operator, [...list, others], given)).toBe(oneByOne);
      }),
    );
  });

  test("and takes a moment for it", () => {
    const list = Array.from({ length: 60_000 }, (_, number) => `${number % 1_000}`);
    const values = Array.from({ length: 1_000 }, (_, number) => `ward ${number}`);
    const startMs = performance.now();
    expect(holds("CONTAINS", list, values)).toBe(false);
    expect(performance.now() - startMs).toBeLessThan(300);
  });

  test("and bounded time for a text that repeats itself, with values that nearly do", () => {
    const text = "a".repeat(250_000);
    const values = Array.from({ length: 100 }, (_, number) => `${"a".repeat(499)}b${"a".repeat(number + 200)}`);
    const startMs = performance.now();
    expect(holds("CONTAINS", text, values)).toBe(false);
    expect(holds("CONTAINS", [text, text.replace(/.$/, "b")], values)).toBe(false);
    expect(holds("ENDS_WITH", [text, `${text}b${"a".repeat(200)}`], values)).toBe(true);
    expect(performance.now() - startMs).toBeLessThan(6_000);
  });
});
