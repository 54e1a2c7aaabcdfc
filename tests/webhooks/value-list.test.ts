/** Values as a person types them: commas separate, quotes keep. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatValueList, parseValueList } from "#webhooks/value-list";

test.each([
  ["Emergency", ["Emergency"]],
  ["Emergency,Operational", ["Emergency", "Operational"]],
  ["  Emergency ,\tOperational\n", ["Emergency", "Operational"]],
  ['"Smith, John", Jones', ["Smith, John", "Jones"]],
  [' "Smith, John" ', ["Smith, John"]],
  ['"a ""quoted"" word"', ['a "quoted" word']],
  ['5" pipe, 6" pipe', ['5" pipe', '6" pipe']],
  ["a,,b, ,", ["a", "b"]],
  ['"", a', ["a"]],
  ['"never, closed', ["never, closed"]],
  ['"a"b, c', ["ab", "c"]],
  ['""""', ['"']],
  ["", []],
  [" , ,", []],
])("%j reads as %j", (text, values) => {
  expect(parseValueList(text)).toEqual(values);
});

test.each([
  [["Emergency", "Operational"], "Emergency, Operational"],
  [["Smith, John", "Jones"], '"Smith, John", Jones'],
  [['5" pipe'], '5" pipe'],
  [['"x"'], '"""x"""'],
  [[], ""],
])("%j is written %s", (values, text) => {
  expect(formatValueList(values)).toBe(text);
});

test("whatever values are written come back when read", () => {
  const character = fc.constantFrom(..."abÄ🚨 ,\"\\'\t\n");
  const value = fc
    .string({ unit: character, maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => text !== "");
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(parseValueList(formatValueList(values))).toEqual(values);
    }),
    { numRuns: 500 },
  );
});

test("no text makes reading fail or gives an empty value", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a ",') }), (text) => {
      const values = parseValueList(text);
      expect(values.every((value) => value !== "" && value === value.trim())).toBe(true);
      expect(parseValueList(formatValueList(values))).toEqual(values);
    }),
    { numRuns: 500 },
  );
});
