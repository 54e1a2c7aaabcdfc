/** Values that a field of the catalogue never takes, and what was probably meant by them. */
import { describe, expect, it, test } from "vitest";
import { impossibleValues } from "#webhooks/impossible-values";

const PRIORITIES = ["Emergency", "Operational"];

describe("a value that the catalogue does not know", () => {
  test.each([
    ["Emergancy", "Emergency"],
    ["emergencey", "Emergency"],
    ["Operational!", "Operational"],
    ["Low", null],
    ["Emer", null],
  ])("%s: what was probably meant is %s", (value, near) => {
    expect(impossibleValues(PRIORITIES, { operator: "IS_ANY_OF", values: ["Operational", value] })).toEqual([
      { value, near },
    ]);
  });

  it("is named with each of the others", () => {
    const condition = { operator: "IS_NONE_OF" as const, values: ["Emergancy", "Emergency", "Low"] };
    expect(impossibleValues(PRIORITIES, condition).map(({ value }) => value)).toEqual(["Emergancy", "Low"]);
  });
});

describe("no value is impossible", () => {
  test.each([
    ["when letter case alone makes the difference", PRIORITIES, "IS_ANY_OF" as const, "EMERGENCY "],
    ["when part of a value is searched for", PRIORITIES, "CONTAINS" as const, "Emergancy"],
    ["when the field may take any", null, "IS_ANY_OF" as const, "Emergancy"],
  ])("%s", (_why, known, operator, value) => {
    expect(impossibleValues(known, { operator, values: [value] })).toEqual([]);
  });
});
