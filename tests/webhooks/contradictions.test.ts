/** Conditions of one filter on the same field that can never hold together. */
import { describe, expect, it, test } from "vitest";
import { contradictions } from "#webhooks/contradictions";
import type { FilterCondition } from "#webhooks/filter";
import type { ConditionOperator } from "#webhooks/operators";

type Short = [ConditionOperator, ...string[]];

/** All on one field, which holds one value unless `hasOneValue` says otherwise. */
function contradictory(shorts: Short[], hasOneValue = true): number[] {
  const conditions = shorts.map(([operator, ...values]) => ({ field: "metadata.x", operator, values }));
  return contradictions(conditions, () => hasOneValue).map(({ index }) => index);
}

describe("the later condition never holds together with the one before", () => {
  test.each<[string, Short, Short]>([
    ["two values", ["IS_ANY_OF", "Emergency"], ["IS_ANY_OF", "Operational"]],
    ["true and false", ["IS_ANY_OF", "true"], ["IS_ANY_OF", "false"]],
    ["a value, and not that value", ["IS_ANY_OF", "a", "b"], ["IS_NONE_OF", "B ", "c", "A"]],
    ["not a value, and that value", ["IS_NONE_OF", "a"], ["IS_ANY_OF", "a"]],
    ["a value that begins otherwise", ["IS_ANY_OF", "gas leak"], ["STARTS_WITH", "fire"]],
    ["a value that is too small", ["IS_ANY_OF", "3", "many"], ["GREATER_THAN", "3"]],
    ["no number between", ["GREATER_THAN", "5"], ["LESS_THAN", "5"]],
    ["no number between any of the bounds", ["LESS_THAN", "1", "3"], ["GREATER_THAN", "9", "4"]],
    ["there, and not there", ["EXISTS"], ["NOT_EXISTS"]],
    ["not there, and of a value", ["NOT_EXISTS"], ["CONTAINS", "a"]],
  ])("%s", (_why, first, second) => {
    expect(contradictory([first, second])).toEqual([1]);
  });
});

describe("no contradiction", () => {
  test.each<[string, Short, Short]>([
    ["a common value in another letter case", ["IS_ANY_OF", "a", "b"], ["IS_ANY_OF", "B"]],
    ["the same number written in two ways", ["IS_ANY_OF", "1"], ["IS_ANY_OF", "1.0"]],
    ["a value that is left", ["IS_ANY_OF", "a", "b"], ["IS_NONE_OF", "a"]],
    ["a number that ends as it is sent, not as it was written", ["IS_ANY_OF", "1.0"], ["ENDS_WITH", "1"]],
    ["a number between", ["GREATER_THAN", "1"], ["LESS_THAN", "1.5"]],
    ["one bound of several that leaves room", ["GREATER_THAN", "1", "9"], ["LESS_THAN", "5"]],
    ["not there, and not a value", ["NOT_EXISTS"], ["IS_NONE_OF", "a"]],
    ["a beginning and an end", ["STARTS_WITH", "a"], ["ENDS_WITH", "b"]],
  ])("%s", (_why, first, second) => {
    expect(contradictory([first, second])).toEqual([]);
  });

  it("of a field that may hold many values, but for whether it is there", () => {
    expect(
      contradictory(
        [
          ["IS_ANY_OF", "a"],
          ["IS_ANY_OF", "b"],
        ],
        false,
      ),
    ).toEqual([]);
    expect(
      contradictory(
        [
          ["GREATER_THAN", "5"],
          ["LESS_THAN", "5"],
        ],
        false,
      ),
    ).toEqual([]);
    expect(contradictory([["IS_ANY_OF", "a"], ["NOT_EXISTS"]], false)).toEqual([1]);
  });

  it("between different fields", () => {
    const conditions: FilterCondition[] = [
      { field: "metadata.x", operator: "IS_ANY_OF", values: ["a"] },
      { field: "metadata.y", operator: "IS_ANY_OF", values: ["b"] },
    ];
    expect(contradictions(conditions, () => true)).toEqual([]);
  });
});

it("is found where no two alone contradict each other, and told once", () => {
  const shorts: Short[] = [
    ["IS_ANY_OF", "a", "b"],
    ["IS_NONE_OF", "a"],
    ["IS_NONE_OF", "b"],
    ["IS_ANY_OF", "c"],
  ];
  expect(contradictory(shorts)).toEqual([2]);
});

it("names the condition that it contradicts", () => {
  const conditions = [
    { field: "metadata.x", operator: "EXISTS" as const, values: [] },
    { field: "metadata.x", operator: "IS_ANY_OF" as const, values: ["a", "b", "c", "d"] },
    { field: "metadata.x", operator: "IS_ANY_OF" as const, values: ["e"] },
  ];
  expect(contradictions(conditions, () => true).map(({ message }) => message)).toEqual([
    'metadata.x has one value, so this never holds where it is any of "a", "b", "c", …: the filter matches nothing.',
  ]);
});
