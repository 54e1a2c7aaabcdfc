/** Where a pasted text stops being JSON. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findUnheldNumber } from "#webhooks/json-numbers";
import { readJson } from "../../../app/wording/json-fault.ts";

test.each([
  ["", "Line 1, column 1: it ends here; a value is expected."],
  ["{", "Line 1, column 2: it ends here; a name in double quotes is expected."],
  ['{"a": 1', "Line 1, column 8: it ends here; a comma or } is expected."],
  ['{\n  "a": 1\n  "b": 2\n}', "Line 3, column 3: a comma or } is expected."],
  ['{"a": 1,}', "Line 1, column 9: a name in double quotes is expected."],
  ["[1, 2", "Line 1, column 6: it ends here; a comma or ] is expected."],
  ["[1,]", "Line 1, column 4: a value is expected."],
  ['{"a" 1}', "Line 1, column 6: a colon is expected."],
  ["{a: 1}", "Line 1, column 2: a name in double quotes is expected."],
  ["['a']", "Line 1, column 2: text stands in double quotes."],
  ['{\r\n"a": tru}', "Line 2, column 6: a value is expected."],
  ["[01]", "Line 1, column 2: a value is expected."],
  ["[1.]", "Line 1, column 2: a value is expected."],
  ['["a\nb"]', "Line 1, column 4: the closing double quote is missing."],
  ['["\\x"]', "Line 1, column 3: this is no escape that JSON knows."],
  ['["open', "Line 1, column 7: it ends here; the closing double quote is missing."],
  ["{} {}", "Line 1, column 4: nothing more is expected."],
  ["NaN", "Line 1, column 1: a value is expected."],
  [
    '{\n  "id": 9007199254740993\n}',
    "Line 2, column 9: The number 9007199254740993 cannot be held exactly; send it as a string.",
  ],
])("%j", (text, sentence) => {
  expect(readJson(text)).toMatchObject({ ok: false, fault: { sentence } });
});

const heldJson = fc.jsonValue().filter((value) => findUnheldNumber(JSON.stringify(value)) === null);

test("what is JSON is read", () => {
  fc.assert(
    fc.property(heldJson, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
    }),
  );
});

test("a text that was cut or changed has its fault inside or at its end", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom("", "}", ",", '"', "\\", "x"), (value, place, put) => {
      const whole = JSON.stringify(value, null, 1);
      const text = whole.slice(0, place % (whole.length + 1)) + put;
      const read = readJson(text);
      if (read.ok) return;
      const lines = text.split("\n");
      expect(read.fault.line).toBeLessThanOrEqual(lines.length);
      expect(read.fault.column).toBeLessThanOrEqual((lines[read.fault.line - 1]?.length ?? 0) + 1);
    }),
  );
});
