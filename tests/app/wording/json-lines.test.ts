/** JSON as lines: the same value, each line with the path that a condition would name. */
import { expect, test } from "vitest";
import { jsonLines } from "../../../app/wording/json-lines.ts";

const textOf = (value: unknown) =>
  jsonLines(value)
    .map(({ indent, parts }) => "  ".repeat(indent) + parts.map(({ text }) => text).join(""))
    .join("\n");

test.each([{ a: 1, b: { c: "x", d: null }, e: [] }, { list: [{ a: 1 }, { b: [true, false] }] }, "text", []])(
  "the lines of %j read back as the same value",
  (value) => {
    expect(JSON.parse(textOf(value))).toEqual(value);
  },
);

test("a line knows the path that a condition would name, lists included", () => {
  const lines = jsonLines({ metadata: { tags: { facilities: ["x"] }, attributes: { priority: "Emergency" } } });
  const marked = lines.filter(
    ({ path }) => path === "metadata.tags.facilities" || path === "metadata.attributes.priority",
  );
  expect(marked.map(({ parts }) => parts.map(({ text }) => text).join(""))).toEqual([
    '"facilities": ["x"]',
    '"priority": "Emergency"',
  ]);
});
