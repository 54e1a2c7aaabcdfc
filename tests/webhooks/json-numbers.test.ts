/** Numbers of published JSON: held exactly, or known not to be. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { findUnheldNumber, parseJson, readNumber, UnheldNumber } from "#webhooks/json-numbers";
import { arrayEntries } from "#webhooks/json-tokens";

describe("a number is held", () => {
  test.each([
    "0",
    "-0",
    "9007199254740991",
    "-9007199254740991",
    "0.1",
    "12.3456789012345678901",
    "-71.05888888888888888888888",
    "1e20",
    "6.02214076e23",
    "1.5E+300",
    "1e-400",
    "9007199254740991.0",
  ])("%s", (text) => {
    expect(readNumber(text)).toBe(Number(text));
    expect(parseJson(`[${text}]`)).toEqual([Number(text)]);
  });
});

describe("a number cannot be held", () => {
  test.each([
    "9007199254740992",
    "9007199254740993",
    "-9007199254740993",
    "9007199254740993.0",
    "9.007199254740993e15",
    "900719925474.0993e4",
    "90071992547409930e-1",
    "123456789012345678901234567890",
    "1e400",
    "-1E400",
    "1e+309",
  ])("%s", (text) => {
    expect(readNumber(text)).toEqual(new UnheldNumber(text));
    expect(parseJson(text)).toEqual(new UnheldNumber(text));
    expect(parseJson(`{"a": [true, {"b\\"": "[1,{\\\\", "c":${text}}, 1]}`)).toEqual({
      a: [true, { 'b"': "[1,{\\", c: new UnheldNumber(text) }, 1],
    });
  });

  it("and a message shows no more than its beginning", () => {
    const { sentence } = new UnheldNumber("9".repeat(1000));
    expect(sentence).toBe(`The number ${"9".repeat(60)}… cannot be held exactly; send it as a string.`);
  });
});

test("what only looks like such a number is left alone", () => {
  for (const value of [{ id: "9007199254740993" }, [": 9007199254740993", "\\"], { "1e400": "a,1e400" }]) {
    expect(parseJson(JSON.stringify(value))).toEqual(value);
    expect(findUnheldNumber(JSON.stringify(value))).toBeNull();
  }
});

test("all other JSON comes out as JSON.parse has it, beside such a number too, whatever the keys", () => {
  const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "1", '"', "\\"));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue().filter((value) => !JSON.stringify(value).match(/\d{16}|e\+/)),
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(key, tie("json"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
      const text = JSON.stringify([value, "MARK", value], null, indent);
      const marked = text.replaceAll('"MARK"', "1e400");
      const plain: unknown = JSON.parse(JSON.stringify(value));
      expect(parseJson(text)).toEqual([plain, "MARK", plain]);
      expect(parseJson(marked)).toEqual([plain, new UnheldNumber("1e400"), plain]);
      expect(arrayEntries(text).map((entry) => JSON.parse(entry))).toEqual([plain, "MARK", plain]);
    }),
  );
});

test("a key that is written twice has the value of the second", () => {
  expect(parseJson('{"a": 9007199254740993, "a": {"b": 1}}')).toEqual({ a: { b: 1 } });
  expect(parseJson('{"a": {"b": 9007199254740993}, "a": 2}')).toEqual({ a: 2 });
});

test("JSON of any depth is read, and what is none is refused as ever", () => {
  const deep = `${"[".repeat(20_000)}1e400${"]".repeat(20_000)}`;
  expect(parseJson(deep)).toHaveLength(1);
  expect(() => parseJson('{"a": 9007199254740993')).toThrow(SyntaxError);
  expect(findUnheldNumber('"9007199254740993 : 9007199254740993')).toBeNull();
});
