/** The catalogue: the guide's table for alert.sent to the letter, and samples that show what the fields say. */
import { describe, expect, it, test } from "vitest";
import { EVENT_TYPES, findEventType, readEventType } from "#webhooks/event-types";
import { readField } from "#webhooks/field-path";
import type { Faults } from "#webhooks/user-errors";

const GUIDE_FIELDS = [
  ["metadata.TenantId", "STRING"],
  ["metadata.OwnerId", "STRING"],
  ["metadata.attributes.isReply", "BOOLEAN"],
  ["metadata.attributes.isReplyAll", "BOOLEAN"],
  ["metadata.attributes.isForward", "BOOLEAN"],
  ["metadata.tags.facilities", "STRING_LIST"],
  ["metadata.attributes.priority", "STRING"],
  ["metadata.attributes.incidentName", "STRING"],
  ["metadata.attributes.incidentId", "STRING"],
  ["metadata.attributes.incidentTypeId", "STRING"],
  ["metadata.attributes.incidentTypeName", "STRING"],
  ["metadata.attributes.incidentCategoryId", "STRING"],
  ["metadata.attributes.incidentCategoryName", "STRING"],
  ["metadata.attributes.brandName", "STRING"],
];

test("alert.sent has the fields of the guide, in its spelling and order", () => {
  const fields = findEventType("alert.sent")?.fields ?? [];
  expect(fields.map(({ path, type }) => [path, type])).toEqual(GUIDE_FIELDS);
  expect(fields.find(({ path }) => path.endsWith("priority"))?.knownValues).toEqual(["Emergency", "Operational"]);
});

test("there are seven event types", () => {
  expect(EVENT_TYPES.map(({ name }) => name)).toEqual([
    "alert.sent",
    "alert.read",
    "namedIncident.created",
    "namedIncident.updated",
    "taskList.created",
    "taskList.updated",
    "taskList.completed",
  ]);
});

test.each(["alert.lost", "Alert.sent", "", "constructor"])("%j is no event type", (name) => {
  expect(findEventType(name)).toBeNull();
});

test("reading an unknown type says which there are", () => {
  const faults: Faults = [];
  expect(readEventType(faults, "alert.lost", "The trigger", ["trigger"])).toBeNull();
  expect(readEventType(faults, "alert.sent", "The trigger", ["trigger"])).toBe("alert.sent");
  expect(faults).toHaveLength(1);
  expect(faults[0]?.message).toMatch(
    /^The trigger "alert\.lost" does not exist; one of alert\.sent, .* is expected\.$/,
  );
});

describe.each(EVENT_TYPES.map((type) => [type.name, type] as const))("%s", (name, { fields, sample }) => {
  const matchesType = { STRING: "string", BOOLEAN: "boolean", NUMBER: "number", STRING_LIST: "object" } as const;

  it("has a sample of its own type that shows every field as the catalogue describes it", () => {
    expect(sample.type).toBe(name);
    for (const field of fields) {
      const { value } = readField(sample, field.path.split("."));
      expect([field.path, typeof value]).toEqual([field.path, matchesType[field.type]]);
      expect(Array.isArray(value)).toBe(field.type === "STRING_LIST");
      if (field.knownValues !== null) {
        expect(field.knownValues).toContain(String(value));
      }
    }
  });

  it("describes each field once", () => {
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    expect(fields.every(({ description }) => description !== "")).toBe(true);
  });
});
