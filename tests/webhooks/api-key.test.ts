/** Reading API keys from input: what is taken, and every fault with its place. */
import { expect, test } from "vitest";
import { parseApiKey } from "#webhooks/api-key";

const NOW = new Date("2026-11-23T19:05:00Z");
const LATER = new Date("2026-11-23T19:05:00.001Z");

test("permissions are kept once each, in their own order; without an instant a key does not expire", () => {
  expect(parseApiKey({ name: " CAD ", permissions: ["PUBLISH", "READ", "PUBLISH"] }, NOW)).toEqual({
    ok: true,
    value: { name: "CAD", permissions: ["READ", "PUBLISH"], expiresAt: null },
  });
  expect(parseApiKey({ name: "CAD", permissions: ["READ"], expiresAt: LATER }, NOW)).toMatchObject({
    value: { expiresAt: LATER },
  });
});

test.each([
  [{ name: "" }, ["REQUIRED name"]],
  [{ name: "n".repeat(201) }, ["LIMIT_EXCEEDED name"]],
  [{ permissions: [] }, ["REQUIRED permissions"]],
  [{ permissions: undefined }, ["REQUIRED permissions"]],
  [{ permissions: ["READ", "ALL"] }, ["INVALID permissions.1"]],
  [{ expiresAt: NOW }, ["INVALID expiresAt"]],
  [{ expiresAt: "tomorrow" }, ["INVALID expiresAt"]],
  [
    { name: null, permissions: [], expiresAt: new Date(0) },
    ["REQUIRED name", "REQUIRED permissions", "INVALID expiresAt"],
  ],
])("a key with %j is refused", (fields, faults) => {
  const result = parseApiKey({ name: "CAD", permissions: ["READ"], ...fields }, NOW);
  expect(result.ok ? [] : result.errors.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual(faults);
});

test("a key is an object", () => {
  expect(parseApiKey([], NOW)).toMatchObject({ ok: false, errors: [{ code: "INVALID", path: [] }] });
});
