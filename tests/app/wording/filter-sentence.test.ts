/** The filters of an integration as one sentence. */
import { expect, test } from "vitest";
import {
  conditionSentence,
  filterSentence,
  missedSentence,
  sentenceText,
} from "../../../app/wording/filter-sentence.ts";

const priority = { field: "metadata.attributes.priority", operator: "IS_ANY_OF", values: ["Emergency"] } as const;
const type = {
  field: "metadata.attributes.incidentTypeName",
  operator: "IS_ANY_OF",
  values: ["Fire", "Flood"],
} as const;

test("conditions of a filter are joined by and, filters by or", () => {
  const parts = filterSentence([
    { conditions: [priority, type] },
    { conditions: [{ ...priority, operator: "EXISTS", values: [] }] },
  ]);
  expect(sentenceText(parts)).toBe(
    "priority is Emergency and incident type name is any of Fire, Flood or priority exists",
  );
  expect(parts.filter(({ kind }) => kind === "value").map(({ text }) => text)).toEqual(["Emergency", "Fire, Flood"]);
});

test("no filter, and filters without a written field, make no sentence", () => {
  expect(filterSentence([])).toEqual([]);
  expect(filterSentence([{ conditions: [{ ...priority, field: " " }] }])).toEqual([]);
});

test("of many conditions and filters the rest is counted", () => {
  const many = (count: number) => ({ conditions: Array(count).fill(priority) });
  const countOf = (text: string, word: string) => text.split(word).length - 1;
  const long = sentenceText(filterSentence(Array(20).fill(many(20))));
  expect(countOf(long, "priority is Emergency")).toBe(5 * 3);
  expect(long).toContain("priority is Emergency and 17 more conditions or priority");
  expect(long).toMatch(/ or 15 more filters$/);
  expect(countOf(sentenceText(filterSentence([many(8)])), "priority is Emergency")).toBe(8);
  expect(sentenceText(filterSentence(Array(6).fill(many(1))))).not.toContain("more");
});

test.each([
  [["A", "B", "C", "D"], "A, B, C, D"],
  [["A", "B", "C", "D", "E"], "A, B, C, 2 more"],
  [["Smith, John", "Doe"], "“Smith, John”, Doe"],
  [["3c7be1d40a5f4f2e9b86c1d27f049e10", "x"], "3c7b…9e10, x"],
  [["Communications between neighbouring counties", "x"], "Communications between neighbouring counties, x"],
])("the values %j are said as %s", (values, said) => {
  expect(sentenceText(conditionSentence({ ...type, values }))).toBe(`incident type name is any of ${said}`);
});

test("a condition whose values are still missing says so", () => {
  expect(sentenceText(conditionSentence({ ...priority, values: [] }))).toBe("priority is any of …");
});

test.each([
  [priority, "priority is not Emergency"],
  [type, "incident type name is none of Fire, Flood"],
  [{ ...priority, operator: "IS_NONE_OF" }, "priority is Emergency"],
  [{ ...type, operator: "CONTAINS" }, "incident type name does not contain Fire, Flood"],
  [{ ...priority, operator: "EXISTS", values: [] }, "priority does not exist"],
] as const)("what an event has instead of %o", (condition, said) => {
  expect(missedSentence(condition)).toBe(said);
});

test("values in a right-to-left script are told apart, each with a direction of its own", () => {
  const [, asked] = conditionSentence({
    field: "priority",
    operator: "IS_ANY_OF",
    values: ["חירום 1", "שריפה 2, צפון"],
  });
  expect(asked?.values).toEqual(["חירום 1", "“שריפה 2, צפון”"]);
  expect(asked?.text).toBe("חירום 1, “שריפה 2, צפון”");
});
