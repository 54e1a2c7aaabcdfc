/** What past events say about the fields that conditions can test. */
import { describe, expect, it, test } from "vitest";
import type { EventPayload } from "#webhooks/event-payload";
import { readField } from "#webhooks/field-path";
import { OFFERED_VALUES_MAX, SEEN_FIELDS_MAX, seenFields, unseenValue } from "#webhooks/seen-fields";

function event(attributes: Record<string, unknown>, data: unknown = {}): EventPayload {
  return { type: "alert.sent", metadata: { attributes }, data } as EventPayload;
}

function fieldOf(path: string, events: readonly EventPayload[]) {
  return seenFields(events).find((field) => field.path === path);
}

describe("the fields of past events", () => {
  it("are counted by event, with their values, the most frequent first", () => {
    const events = [
      event({ kind: "Gas leak" }),
      event({ kind: "Flood" }),
      event({ kind: "gas  leak" }),
      event({ kind: " Gas leak" }),
    ];
    expect(fieldOf("metadata.attributes.kind", [...events, event({ kind: null })])).toEqual({
      path: "metadata.attributes.kind",
      type: "STRING",
      events: 4,
      distinctValues: 3,
      values: [
        { value: "Gas leak", events: 2 },
        { value: "Flood", events: 1 },
        { value: "gas  leak", events: 1 },
      ],
    });
  });

  it("are found in lists and in lists of objects, each value once per event", () => {
    const events = [
      event({}, { tags: ["a", "b", "a"], tasks: [{ state: "open" }, { state: "done" }] }),
      event({}, { tags: ["b"], tasks: [] }),
    ];
    expect(fieldOf("data.tags", events)).toMatchObject({
      type: "STRING_LIST",
      events: 2,
      values: [
        { value: "b", events: 2 },
        { value: "a", events: 1 },
      ],
    });
    expect(fieldOf("data.tasks.state", events)).toMatchObject({ type: "STRING_LIST", events: 1, distinctValues: 2 });
  });

  test.each([
    ["BOOLEAN", [true, false]],
    ["NUMBER", [1, 2.5]],
    ["STRING", ["1", 2]],
    ["STRING", [true, 1]],
  ])("are of type %s for %j", (type, values) => {
    const events = values.map((value) => event({ value }));
    expect(fieldOf("metadata.attributes.value", events)?.type).toBe(type);
  });

  it("are all paths that a condition can read", () => {
    const payload = event({ "a.b": "x", deep: { list: [{ name: "y" }, "z"] } });
    for (const { path, values } of seenFields([payload])) {
      const { value } = readField(payload, path.split("."));
      expect([value].flat(2)).toContain(values[0]?.value);
    }
    expect(seenFields([payload]).map(({ path }) => path)).toEqual(
      expect.arrayContaining(["metadata.attributes.a.b", "metadata.attributes.deep.list.name"]),
    );
  });

  it("stay bounded, and say how many values there were beyond those that they list", () => {
    const events = Array.from({ length: 120 }, (_, index) => event({ serial: `n${index}`, [`key${index}`]: 1 }));
    expect(fieldOf("metadata.attributes.serial", events)).toMatchObject({ distinctValues: 120, events: 120 });
    expect(fieldOf("metadata.attributes.serial", events)?.values).toHaveLength(OFFERED_VALUES_MAX);
    const wide = event(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key${index}`, "x"])));
    expect(seenFields([wide])).toHaveLength(SEEN_FIELDS_MAX);
    const long = "x".repeat(300);
    expect(fieldOf("metadata.attributes.text", [event({ text: long })])).toMatchObject({
      distinctValues: 1,
      values: [],
    });
  });
});

describe("a value that no past event had", () => {
  const events = [
    ...Array.from({ length: 15 }, () => event({ kind: "Biohazard" })),
    ...Array.from({ length: 15 }, () => event({ kind: "Gas leak" })),
  ];
  const kind = () => fieldOf("metadata.attributes.kind", events);

  it("is named together with the one that was probably meant", () => {
    expect(unseenValue(kind(), { operator: "IS_ANY_OF", values: ["Gas leak", "Bio-hazard"] })).toEqual({
      value: "Bio-hazard",
      near: { value: "Biohazard", events: 15 },
    });
  });

  it("is named alone when nothing is like it", () => {
    expect(unseenValue(kind(), { operator: "IS_NONE_OF", values: ["Road closure"] })).toEqual({
      value: "Road closure",
      near: null,
    });
  });

  test.each([
    ["letter case alone makes the difference", ["GAS LEAK"], "IS_ANY_OF" as const],
    ["part of a value is searched for", ["Bio-hazard"], "CONTAINS" as const],
  ])("is none when %s", (_why, values, operator) => {
    expect(unseenValue(kind(), { operator, values })).toBeNull();
  });

  it("is no news where too few events were seen, or where nearly each has a value of its own", () => {
    expect(
      unseenValue(fieldOf("metadata.attributes.kind", events.slice(0, 5)), { operator: "IS_ANY_OF", values: ["x"] }),
    ).toBeNull();
    const serials = Array.from({ length: 40 }, (_, index) => event({ kind: `n${index}` }));
    expect(
      unseenValue(fieldOf("metadata.attributes.kind", serials), { operator: "IS_ANY_OF", values: ["x"] }),
    ).toBeNull();
    expect(unseenValue(undefined, { operator: "IS_ANY_OF", values: ["x"] })).toBeNull();
  });
});
