/** Filters: AND within, OR between, the same answer with and without the why; and reading them from input. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type EventFilter, explainFilters, matchesFilters, parseFilters } from "#webhooks/filter";
import { arbitraryFilters, arbitraryPayload } from "./arbitrary-filters.ts";

const ALERT = {
  type: "alert.sent",
  metadata: {
    TenantId: "1741",
    attributes: { priority: "Emergency", isReply: false, incidentTypeName: "Hazmat spill", incidentName: null },
    tags: { facilities: ["0f5a", "77b1"] },
  },
  data: {},
};

const emergency = condition("metadata.attributes.priority", "Emergency");
const operational = condition("metadata.attributes.priority", "Operational");
const hazmat = condition("metadata.attributes.incidentTypeName", "Hazmat spill", "Gas leak");
const northPlant = condition("metadata.tags.facilities", "77B1");

function condition(field: string, ...values: string[]) {
  return { field, operator: "IS_ANY_OF" as const, values };
}

function filter(...conditions: EventFilter["conditions"]): EventFilter {
  return { name: null, conditions };
}

describe("matching", () => {
  test.each<[string, EventFilter[], boolean]>([
    ["no filter lets every event through", [], true],
    ["one condition that holds", [filter(emergency)], true],
    ["one that does not", [filter(operational)], false],
    ["all conditions of a filter hold", [filter(emergency, hazmat, northPlant)], true],
    ["one of a filter's conditions does not", [filter(emergency, hazmat, operational)], false],
    ["one of several filters is enough", [filter(operational), filter(hazmat)], true],
    [
      "conditions of two filters are not added up",
      [filter(operational, hazmat), filter(operational, emergency)],
      false,
    ],
  ])("%s", (_what, filters, expected) => {
    expect(matchesFilters(filters, ALERT)).toBe(expected);
    expect(explainFilters(filters, ALERT).matched).toBe(expected);
  });

  it("agrees with its explanation for every event and every set of filters", () => {
    fc.assert(
      fc.property(arbitraryFilters, arbitraryPayload, (filters, payload) => {
        const explanation = explainFilters(filters, payload);
        expect(explanation.matched).toBe(matchesFilters(filters, payload));
        expect(explanation.matched).toBe(filters.length === 0 || explanation.filters.some(({ matched }) => matched));
        for (const { matched, conditions } of explanation.filters) {
          expect(matched).toBe(conditions.every((each) => each.matched));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("explaining", () => {
  it("says what each condition found, in every filter", () => {
    const missing = { field: "metadata.attributes.brandName", operator: "IS_NONE_OF" as const, values: ["X"] };
    const nothing = { field: "metadata.attributes.incidentName", operator: "EXISTS" as const, values: [] };
    expect(explainFilters([filter(emergency, northPlant), filter(missing, nothing)], ALERT)).toEqual({
      matched: true,
      filters: [
        {
          matched: true,
          conditions: [
            { ...emergency, found: true, actual: "Emergency", matched: true },
            { ...northPlant, found: true, actual: ["0f5a", "77b1"], matched: true },
          ],
        },
        {
          matched: false,
          conditions: [
            { ...missing, found: false, actual: null, matched: true },
            { ...nothing, found: true, actual: null, matched: false },
          ],
        },
      ],
    });
  });

  it("has no filters to explain when there are none", () => {
    expect(explainFilters([], ALERT)).toEqual({ matched: true, filters: [] });
  });
});

describe("reading filters", () => {
  it("trims, and takes IS_ANY_OF for an absent operator", () => {
    const input = [
      { name: " Hazmat ", conditions: [{ field: " metadata.TenantId ", values: [" 1741 ", "a, b"] }] },
      { name: null, conditions: [{ field: "data.x", operator: "EXISTS" }] },
      { conditions: [{ field: "data.x", operator: "NOT_EXISTS", values: [] }] },
    ];
    expect(parseFilters(input, [])).toEqual({
      ok: true,
      value: [
        {
          name: "Hazmat",
          conditions: [{ field: "metadata.TenantId", operator: "IS_ANY_OF", values: ["1741", "a, b"] }],
        },
        { name: null, conditions: [{ field: "data.x", operator: "EXISTS", values: [] }] },
        { name: null, conditions: [{ field: "data.x", operator: "NOT_EXISTS", values: [] }] },
      ],
    });
  });

  test.each([undefined, null, []])("%j is no filter", (input) => {
    expect(parseFilters(input, [])).toEqual({ ok: true, value: [] });
  });

  const one = (given: object) => [{ conditions: [{ field: "data.x", values: ["v"], ...given }] }];
  test.each<[string, unknown, string, string[]]>([
    ["filters that are no list", "x", "INVALID", []],
    ["a filter that is no object", ["x"], "INVALID", ["0"]],
    ["51 filters", Array.from({ length: 51 }, () => one({})[0]), "LIMIT_EXCEEDED", []],
    ["a filter without conditions", [{ conditions: [] }], "REQUIRED", ["0", "conditions"]],
    ["conditions left out", [{}], "REQUIRED", ["0", "conditions"]],
    ["an empty name", [{ ...one({})[0], name: " " }], "REQUIRED", ["0", "name"]],
    ["a name of 201", [{ ...one({})[0], name: "n".repeat(201) }], "LIMIT_EXCEEDED", ["0", "name"]],
    [
      "51 conditions",
      [{ conditions: Array(51).fill(one({})[0]?.conditions[0]) }],
      "LIMIT_EXCEEDED",
      ["0", "conditions"],
    ],
    ["a condition that is no object", [{ conditions: [7] }], "INVALID", ["0", "conditions", "0"]],
    ["no field", one({ field: undefined }), "REQUIRED", ["0", "conditions", "0", "field"]],
    ["a field with an empty step", one({ field: "a..b" }), "INVALID", ["0", "conditions", "0", "field"]],
    ["an unknown operator", one({ operator: "EQUALS" }), "INVALID", ["0", "conditions", "0", "operator"]],
    ["no values", one({ values: [] }), "REQUIRED", ["0", "conditions", "0", "values"]],
    ["values left out", one({ values: undefined }), "REQUIRED", ["0", "conditions", "0", "values"]],
    ["values for EXISTS", one({ operator: "EXISTS" }), "INVALID", ["0", "conditions", "0", "values"]],
    ["an empty value", one({ values: ["a", " "] }), "REQUIRED", ["0", "conditions", "0", "values", "1"]],
    ["a value with NUL", one({ values: ["a\0"] }), "INVALID", ["0", "conditions", "0", "values", "0"]],
    ["half of a surrogate pair", one({ values: ["\ud83d"] }), "INVALID", ["0", "conditions", "0", "values", "0"]],
    ["a value that is no text", one({ values: [1] }), "INVALID", ["0", "conditions", "0", "values", "0"]],
    [
      "a value of 1,001",
      one({ values: ["v".repeat(1001)] }),
      "LIMIT_EXCEEDED",
      ["0", "conditions", "0", "values", "0"],
    ],
    [
      "1,001 values",
      one({ values: Array.from({ length: 1001 }, () => "v") }),
      "LIMIT_EXCEEDED",
      ["0", "conditions", "0", "values"],
    ],
  ])("%s is refused where it stands", (_what, input, code, path) => {
    const result = parseFilters(input, ["filters"]);
    expect(result).toMatchObject({ ok: false, errors: [{ code, path: ["filters", ...path] }] });
    expect(result.ok ? [] : result.errors).toHaveLength(1);
  });

  it("takes everything at its bound", () => {
    const conditions = Array.from({ length: 50 }, () => ({ field: "data.x", values: ["v".repeat(1000)] }));
    const widest = { field: "x".repeat(1000), values: Array.from({ length: 1000 }, (_, index) => `v${index}`) };
    const filters = Array.from({ length: 49 }, () => ({ name: "🚨".repeat(200), conditions }));
    expect(parseFilters([...filters, { conditions: [widest] }], []).ok).toBe(true);
  });

  it("lists every fault at once", () => {
    const result = parseFilters([{ name: "", conditions: [{ operator: "X" }, { field: "a", values: [""] }] }], []);
    expect(result.ok ? [] : result.errors.map(({ path }) => path.join("."))).toEqual([
      "0.name",
      "0.conditions.0.field",
      "0.conditions.0.operator",
      "0.conditions.1.values.0",
    ]);
  });

  it("lists what is too long at every level at once, and looks at no more than fits", () => {
    const sound = { field: "data.x", values: ["v"] };
    const conditions = [{ field: "data.x", values: Array(1001).fill(" ") }, ...Array(50).fill(sound)];
    const result = parseFilters([{ conditions }, ...Array(50).fill({ conditions: [sound] })], []);
    const paths = result.ok ? [] : result.errors.map(({ path }) => path.join("."));
    expect(paths.slice(0, 4)).toEqual(["", "0.conditions", "0.conditions.0.values", "0.conditions.0.values.0"]);
    expect(paths).not.toContain("0.conditions.0.values.1000");
    const short = parseFilters(Array(51).fill({ conditions: Array(51).fill({ field: "data.x", values: ["v"] }) }), []);
    expect(short.ok ? [] : short.errors.map(({ path }) => path.join("."))).toEqual([
      "",
      ...Array.from({ length: 50 }, (_, index) => `${index}.conditions`),
    ]);
  });

  it("says whole sentences with the wrong value", () => {
    const result = parseFilters(one({ operator: "EQUALS" }), []);
    expect(result.ok ? "" : result.errors[0]?.message).toMatch(
      /^The operator is "EQUALS"; one of IS_ANY_OF, .* is expected\.$/,
    );
  });
});
