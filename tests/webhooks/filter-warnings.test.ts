/** Warnings: what is allowed in a filter and probably wrong. */
import { describe, expect, it, test } from "vitest";
import { EVENT_TYPES } from "#webhooks/event-types";
import { filterWarnings } from "#webhooks/filter-warnings";
import type { ConditionOperator } from "#webhooks/operators";

function warningsFor(
  field: string,
  values: string[],
  operator: ConditionOperator = "IS_ANY_OF",
  trigger = "alert.sent",
) {
  return filterWarnings(trigger, [{ name: null, conditions: [{ field, operator, values }] }]);
}

describe("a warning", () => {
  test.each<[string, string, string[], ConditionOperator, string[], RegExp]>([
    ["an unknown field", "metadata.attributes.colour", ["red"], "IS_ANY_OF", ["field"], /lists no field/],
    ["the wrong letter case", "metadata.tenantId", ["1"], "IS_ANY_OF", ["field"], /Did you mean metadata\.TenantId\?$/],
    [
      "a field without its beginning",
      "priority",
      ["x"],
      "EXISTS",
      ["field"],
      /Did you mean metadata\.attributes\.priority\?$/,
    ],
    [
      "a value that never comes",
      "metadata.attributes.priority",
      ["High"],
      "IS_ANY_OF",
      ["values", "0"],
      /is never "High".*Operational\.$/,
    ],
    [
      "a value that is misspelled",
      "metadata.attributes.priority",
      ["Emergancy"],
      "IS_NONE_OF",
      ["values", "0"],
      /is never "Emergancy".* Did you mean Emergency\?$/,
    ],
    [
      "another word for true",
      "metadata.attributes.isReply",
      ["true", "yes"],
      "IS_NONE_OF",
      ["values", "1"],
      /true, false/,
    ],
    ["no number", "metadata.OwnerId", ["many"], "GREATER_THAN", ["values", "0"], /not a number/],
    [
      "no number for text",
      "metadata.attributes.priority",
      ["3", "abc"],
      "LESS_THAN",
      ["values", "1"],
      /"abc" is not a/,
    ],
  ])("for %s", (_what, field, values, operator, path, message) => {
    const warnings = warningsFor(field, operator === "EXISTS" ? [] : values, operator);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: "INVALID", path: ["filters", "0", "conditions", "0", ...path] });
    expect(warnings[0]?.message).toMatch(message);
  });

  it("for a number field compared with a word", () => {
    const warnings = warningsFor("metadata.attributes.taskCount", ["three"], "IS_ANY_OF", "taskList.updated");
    expect(warnings.map(({ path }) => path.at(-2))).toEqual(["values"]);
  });

  it("beside the later of two conditions that never hold together, of a field with one value", () => {
    const condition = (field: string, value: string) => ({ field, operator: "IS_ANY_OF" as const, values: [value] });
    const warningsOf = (field: string, values: string[]) =>
      filterWarnings("alert.sent", [{ name: null, conditions: values.map((value) => condition(field, value)) }]);
    expect(warningsOf("metadata.attributes.priority", ["Emergency", "Operational"])).toMatchObject([
      { code: "INVALID", path: ["filters", "0", "conditions", "1", "values"] },
    ]);
    expect(warningsOf("type", ["alert.sent", "alert.read"])).toHaveLength(1);
    expect(warningsOf("metadata.tags.facilities", ["Pier 4", "Pier 5"])).toEqual([]);
  });

  it("says in which filter and condition it lies", () => {
    const fine = { field: "type", operator: "EXISTS" as const, values: [] };
    const wrong = {
      field: "metadata.attributes.priority",
      operator: "IS_ANY_OF" as const,
      values: ["Emergency", "Low"],
    };
    const filters = [
      { name: null, conditions: [fine] },
      { name: null, conditions: [fine, wrong] },
    ];
    expect(filterWarnings("alert.sent", filters).map(({ path }) => path)).toEqual([
      ["filters", "1", "conditions", "1", "values", "1"],
    ]);
  });
});

describe("no warning", () => {
  test.each<[string, string, string[], ConditionOperator]>([
    ["another letter case of a known value", "metadata.attributes.priority", ["emergency "], "IS_ANY_OF"],
    ["part of a known value", "metadata.attributes.priority", ["Emer"], "STARTS_WITH"],
    ["a field without known values", "metadata.attributes.incidentName", ["anything"], "IS_ANY_OF"],
    ["the event's type", "type", ["alert.sent"], "IS_ANY_OF"],
  ])("for %s", (_what, field, values, operator) => {
    expect(warningsFor(field, values, operator)).toEqual([]);
  });

  it("for any listed field", () => {
    const all = EVENT_TYPES.flatMap(({ name, fields }) =>
      fields.flatMap(({ path }) => warningsFor(path, [], "EXISTS", name)),
    );
    expect(all).toEqual([]);
  });

  it("for an unknown trigger, of which no field is known", () => {
    expect(warningsFor("x", ["y"], "IS_ANY_OF", "no.such")).toEqual([]);
  });
});
