/** Field paths: what they find in an event, and what they never reach. */
import { expect, test } from "vitest";
import { parseFieldPath, readField } from "#webhooks/field-path";

const PAYLOAD = {
  type: "alert.sent",
  metadata: {
    TenantId: "1741",
    attributes: { priority: "Emergency", incidentName: null, isReply: false },
    tags: { facilities: ["a", "b"] },
    "com.example.site": "north",
    "com.example": { region: "west" },
  },
  data: {
    tasks: [{ status: "open" }, { status: "done", labels: ["x"] }, "loose"],
    matrix: [[{ v: 1 }], [{ v: 2 }]],
    empty: [],
  },
};

test.each([
  ["type", "alert.sent"],
  ["metadata.TenantId", "1741"],
  ["metadata.attributes.priority", "Emergency"],
  ["metadata.attributes.isReply", false],
  ["metadata.tags.facilities", ["a", "b"]],
  ["data.tasks.status", ["open", "done"]],
  ["data.tasks.labels", ["x"]],
  ["data.matrix.v", [1, 2]],
  ["data.empty", []],
  ["metadata.com.example.site", "north"],
  ["metadata.com.example.region", "west"],
])("%s is found", (path, value) => {
  expect(readField(PAYLOAD, path.split("."))).toEqual({ found: true, value });
});

test("a field that is null is found", () => {
  expect(readField(PAYLOAD, ["metadata", "attributes", "incidentName"])).toEqual({ found: true, value: null });
});

test.each([
  "metadata.tenantId",
  "metadata.attributes.priority.length",
  "metadata.attributes.incidentName.x",
  "metadata.missing.priority",
  "data.empty.status",
  "data.tasks.0",
  "data.tasks.length",
  "metadata.__proto__",
  "metadata.constructor",
  "metadata.constructor.name",
  "metadata.toString",
  "__proto__.type",
  "externalId",
])("%s is not found", (path) => {
  expect(readField(PAYLOAD, path.split("."))).toEqual({ found: false, value: undefined });
});

test("a list as long as an event can hold is found inside another list", () => {
  const items = new Array(131_000).fill(1);
  const payload = { type: "alert.sent", metadata: {}, data: { groups: [{ items }] } };
  expect(readField(payload, ["data", "groups", "items"])).toEqual({ found: true, value: items });
});

test("a key of the publisher's own called __proto__ is an ordinary key", () => {
  const metadata: Record<string, unknown> = JSON.parse('{"__proto__": {"priority": "Emergency"}}');
  const payload = { type: "alert.sent", metadata, data: {} };
  expect(readField(payload, ["metadata", "__proto__", "priority"])).toEqual({ found: true, value: "Emergency" });
  expect(readField(payload, ["metadata", "priority"]).found).toBe(false);
});

test.each([
  ["metadata.tags.facilities", ["metadata", "tags", "facilities"]],
  ["  type ", ["type"]],
  ["metadata . TenantId", ["metadata", "TenantId"]],
])("%j is a path", (text, steps) => {
  expect(parseFieldPath(text)).toEqual({ ok: true, value: steps });
});

test.each([
  ["", "REQUIRED"],
  ["   ", "REQUIRED"],
  ["metadata..x", "INVALID"],
  [".metadata", "INVALID"],
  ["metadata.", "INVALID"],
  ["a\0b", "INVALID"],
  [Array.from({ length: 31 }, () => "x").join("."), "LIMIT_EXCEEDED"],
  ["x".repeat(1001), "LIMIT_EXCEEDED"],
])("%.40j is no path", (text, code) => {
  expect(parseFieldPath(text)).toMatchObject({ ok: false, errors: [{ code, path: [] }] });
});
