/** What changed between two definitions of an integration, in words. */
import { expect, test } from "vitest";
import { type Definition, definitionChanges } from "../../../app/wording/definition-changes.ts";
import { sentenceText } from "../../../app/wording/filter-sentence.ts";

const priority = { field: "metadata.attributes.priority", operator: "IS_ANY_OF", values: ["Emergency"] } as const;
const facility = { field: "metadata.tags.facility", operator: "IS_ANY_OF", values: ["A", "B", "C"] } as const;
const reply = { field: "metadata.attributes.isReply", operator: "IS_ANY_OF", values: ["false"] } as const;
const urgent = { name: null, conditions: [priority] };
const local = { name: "Local", conditions: [facility, reply] };
const cad = { id: "sub_1", name: "911 CAD" };
const archive = { id: "sub_2", name: "Archive" };
const base: Definition = {
  name: "Alerts",
  isEnabled: true,
  trigger: "alert.sent",
  filters: [urgent, local],
  quietAfterHours: null,
  subscriptions: [cad],
};

test.each<[string, Partial<Definition>, string[]]>([
  ["nothing", {}, []],
  ["the name", { name: "Sirens" }, ["changed: name from Alerts to Sirens"]],
  ["the trigger", { trigger: "alert.read" }, ["changed: trigger from alert.sent to alert.read"]],
  ["a watch for silence", { quietAfterHours: 1_000 }, ["changed: told when quiet for 1,000 h"]],
  ["the switch", { isEnabled: false }, ["changed: disabled"]],
  [
    "a filter more",
    { filters: [urgent, local, { name: null, conditions: [reply] }] },
    ["added: filter C: is reply is false"],
  ],
  ["a filter less", { filters: [local] }, ["removed: filter A: priority is Emergency"]],
  [
    "a named filter less",
    { filters: [urgent] },
    ["removed: filter B named Local facility is any of A, B, C and is reply is false"],
  ],
  [
    "no filter left",
    { filters: [] },
    [
      "removed: filter A: priority is Emergency",
      "removed: filter B named Local facility is any of A, B, C and is reply is false",
      "changed: no filter is left: every event passes",
    ],
  ],
  ["another order of filters", { filters: [local, urgent] }, ["changed: filters in another order"]],
  ["a filter's name", { filters: [{ ...urgent, name: "Now" }, local] }, ["changed: filter A is named Now"]],
  ["a filter's name gone", { filters: [urgent, { ...local, name: null }] }, ["changed: filter B has no name any more"]],
  [
    "a condition more",
    { filters: [{ ...urgent, conditions: [priority, reply] }, local] },
    ["added: filter A: is reply is false"],
  ],
  [
    "a condition less",
    { filters: [urgent, { ...local, conditions: [facility] }] },
    ["removed: filter B: is reply is false"],
  ],
  [
    "another order of conditions",
    { filters: [urgent, { ...local, conditions: [reply, facility] }] },
    ["changed: filter B: conditions in another order"],
  ],
  [
    "other values",
    { filters: [urgent, { ...local, conditions: [{ ...facility, values: ["A", "C", "D"] }, reply] }] },
    ["changed: filter B: facility is any of D too and no longer B"],
  ],
  [
    "a value more",
    { filters: [urgent, { ...local, conditions: [{ ...facility, values: ["A", "B", "C", "D"] }, reply] }] },
    ["changed: filter B: facility is any of D too"],
  ],
  [
    "the order of values",
    { filters: [urgent, { ...local, conditions: [{ ...facility, values: ["C", "B", "A"] }, reply] }] },
    ["changed: filter B: facility is any of the same values in another order"],
  ],
  [
    "another operator",
    { filters: [{ ...urgent, conditions: [{ ...priority, operator: "IS_NONE_OF" }] }, local] },
    ["changed: filter A: priority is not Emergency instead of priority is Emergency"],
  ],
  [
    "another value",
    { filters: [{ ...urgent, conditions: [{ ...priority, values: ["Operational"] }] }, local] },
    ["changed: filter A: priority is Operational instead of priority is Emergency"],
  ],
  [
    "one filter for another",
    { filters: [{ name: null, conditions: [reply] }, local] },
    ["removed: filter A: priority is Emergency", "added: filter A: is reply is false"],
  ],
  [
    "another subscription",
    { subscriptions: [archive] },
    ["removed: subscription 911 CAD", "added: subscription Archive"],
  ],
  ["a subscription more", { subscriptions: [cad, archive] }, ["added: subscription Archive"]],
  [
    "much at once, in the editor's order",
    { name: "Sirens", isEnabled: false, trigger: "alert.read", subscriptions: [] },
    [
      "changed: trigger from alert.sent to alert.read",
      "changed: name from Alerts to Sirens",
      "removed: subscription 911 CAD",
      "changed: disabled",
    ],
  ],
])("%s", (_what, change, expected) => {
  expect(wordsOf(base, { ...base, ...change })).toEqual(expected);
});

test("the first filter takes away what passed", () => {
  expect(wordsOf({ ...base, filters: [] }, { ...base, filters: [urgent] })).toEqual([
    "added: filter A: priority is Emergency",
    "changed: no longer does every event pass",
  ]);
});

test("subscriptions in another order", () => {
  const before = { ...base, subscriptions: [cad, archive] };
  expect(wordsOf(before, { ...base, subscriptions: [archive, cad] })).toEqual([
    "changed: subscriptions in another order",
  ]);
});

test("a filter that moved and changed is still the same filter", () => {
  const after = { ...base, filters: [local, { ...urgent, conditions: [priority, reply] }] };
  expect(wordsOf(base, after)).toEqual(["changed: filters in another order", "added: filter B: is reply is false"]);
});

function wordsOf(before: Definition, after: Definition): string[] {
  return definitionChanges(before, after).map(({ kind, parts }) => `${kind}: ${sentenceText(parts)}`);
}
