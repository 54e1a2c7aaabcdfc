/** What somebody types for a number, and how it is refused. */
import { expect, test } from "vitest";
import { asTyped, wholeNumber } from "../../app/whole-number.ts";

test.each([
  ["1.5", 'is "1.5"; a whole number'],
  ["24h", 'is "24h"; a whole number'],
  [" 1e9 ", 'is "1e9"; a whole number'],
  ["$&", 'is "$&"; a whole number'],
  ["-1", 'is "-1"; a whole number'],
])("%s is refused as it was typed", (typed, said) => {
  expect(asTyped(`It is ${wholeNumber(typed)}; a whole number from 1 to 720 is expected.`, typed)).toContain(said);
});

test("a number is refused as the number that it is", () => {
  const sentence = `It is ${wholeNumber(" 7000 ")}; a whole number from 1 to 720 is expected.`;
  expect(asTyped(sentence, " 7000 ")).toBe("It is 7000; a whole number from 1 to 720 is expected.");
});
