/** Events as published: what is taken, what is refused and where, and which go first. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isEmergency, parseEvents } from "#webhooks/event";
import { EVENT_TYPES } from "#webhooks/event-types";

const MINIMAL = { type: "alert.sent" };

function faultsOf(input: unknown) {
  const result = parseEvents(input);
  return result.ok ? [] : result.errors.map(({ code, path }) => [code, path.join(".")]);
}

describe("an event is taken", () => {
  it("with its type alone", () => {
    expect(parseEvents([MINIMAL])).toEqual({
      ok: true,
      value: [{ type: "alert.sent", externalId: null, occurredAt: null, metadata: {}, data: {} }],
    });
  });

  it("with everything, unchanged", () => {
    const metadata = { TenantId: "1741", tags: { facilities: ["0f5a"] }, nothing: null };
    const event = {
      ...MINIMAL,
      externalId: " alert-1118 ",
      occurredAt: "2026-11-23T20:05:00.5+01:00",
      metadata,
      data: { x: [1] },
    };
    expect(parseEvents([event])).toEqual({
      ok: true,
      value: [{ ...event, occurredAt: new Date("2026-11-23T19:05:00.500Z") }],
    });
  });

  it("with an instant that a scalar has read already", () => {
    const occurredAt = new Date("2026-11-23T19:05:00Z");
    expect(parseEvents([{ ...MINIMAL, occurredAt }])).toMatchObject({ ok: true, value: [{ occurredAt }] });
  });

  it("with null for what it leaves out", () => {
    const event = { ...MINIMAL, externalId: null, occurredAt: null, metadata: null, data: null };
    expect(parseEvents([event])).toMatchObject({ ok: true, value: [{ externalId: null, metadata: {}, data: {} }] });
  });

  it("if it is the sample of its type", () => {
    expect(parseEvents(EVENT_TYPES.map(({ sample }) => sample)).ok).toBe(true);
  });

  it("in the company of 999 others", () => {
    const result = parseEvents(Array.from({ length: 1000 }, () => MINIMAL));
    expect(result.ok && result.value.length).toBe(1000);
  });

  it("with text in any script, and what only looks like an escape", () => {
    const data = { ключ: "🚨 火事", path: "C:\\u0000\\ud800" };
    expect(parseEvents([{ ...MINIMAL, data }])).toMatchObject({ ok: true, value: [{ data }] });
  });
});

describe("an event is refused", () => {
  test.each<[string, unknown, string, string]>([
    ["if it is no object", ["x"], "INVALID", "0"],
    ["if it is a list", [[]], "INVALID", "0"],
    ["without a type", [{}], "REQUIRED", "0.type"],
    ["with a type that is no text", [{ type: 1 }], "INVALID", "0.type"],
    ["with an unknown type", [{ type: "alert.lost" }], "INVALID", "0.type"],
    ["with a type in another letter case", [{ type: "Alert.Sent" }], "INVALID", "0.type"],
    ["with an unknown key", [{ ...MINIMAL, tenant: "1" }], "INVALID", "0.tenant"],
    ["with an empty externalId", [{ ...MINIMAL, externalId: "" }], "REQUIRED", "0.externalId"],
    ["with an externalId of 201", [{ ...MINIMAL, externalId: "x".repeat(201) }], "LIMIT_EXCEEDED", "0.externalId"],
    ["with a number as externalId", [{ ...MINIMAL, externalId: 7 }], "INVALID", "0.externalId"],
    ["with a time without offset", [{ ...MINIMAL, occurredAt: "2026-11-23T19:05:00" }], "INVALID", "0.occurredAt"],
    ["with a time as a number", [{ ...MINIMAL, occurredAt: 1 }], "INVALID", "0.occurredAt"],
    ["with an invalid Date", [{ ...MINIMAL, occurredAt: new Date("x") }], "INVALID", "0.occurredAt"],
    ["with metadata that are a list", [{ ...MINIMAL, metadata: [] }], "INVALID", "0.metadata"],
    ["with data that are text", [{ ...MINIMAL, data: "{}" }], "INVALID", "0.data"],
    ["with NUL in a value", [{ ...MINIMAL, metadata: { a: [{ b: "x\0" }] } }], "INVALID", "0.metadata.a.0.b"],
    ["with NUL in a key", [{ ...MINIMAL, data: { a: { "b\0": 1 } } }], "INVALID", "0.data.a"],
    ["with half of a surrogate pair", [{ ...MINIMAL, data: { a: "\udc00" } }], "INVALID", "0.data.a"],
    ["with NUL in its externalId", [{ ...MINIMAL, externalId: "a\0" }], "INVALID", "0.externalId"],
    ["over 256 KiB", [{ ...MINIMAL, data: { a: "x".repeat(256 * 1024) } }], "LIMIT_EXCEEDED", "0"],
    ["if it is too many", Array.from({ length: 1001 }, () => MINIMAL), "LIMIT_EXCEEDED", ""],
    ["if it is none", [], "REQUIRED", ""],
    ["outside of a list", MINIMAL, "INVALID", ""],
  ])("%s", (_what, input, code, path) => {
    expect(faultsOf(input)).toEqual([[code, path]]);
  });

  it("with JSON so deep that others would overflow on it", () => {
    const deep = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    expect(faultsOf([{ ...MINIMAL, data: { deep } }])).toEqual([["LIMIT_EXCEEDED", "0.data"]]);
  });

  it("with all its faults and those of the others at once", () => {
    const wrong = { type: "x", externalId: "", occurredAt: "now", metadata: 1, data: { a: "\0", b: "\0" }, more: 1 };
    expect(faultsOf([MINIMAL, wrong, {}]).map(([, path]) => path)).toEqual([
      "1.more",
      "1.type",
      "1.externalId",
      "1.occurredAt",
      "1.metadata",
      "1.data.a",
      "1.data.b",
      "2.type",
    ]);
  });
});

test("an answer holds no more than 1,000 faults", () => {
  const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, 1]));
  expect(faultsOf([{ ...MINIMAL, ...keys }])).toHaveLength(1000);
});

describe("the size of an event", () => {
  const overhead = Buffer.byteLength(JSON.stringify({ ...MINIMAL, data: { a: "" } }));

  test.each([
    ["ASCII", "x", 1],
    ["text of three bytes a character", "火", 3],
    ["text that JSON escapes", "\n", 2],
  ])("counts bytes of JSON: %s", (_what, character, bytes) => {
    const fits = Math.floor((256 * 1024 - overhead) / bytes);
    expect(parseEvents([{ ...MINIMAL, data: { a: character.repeat(fits) } }]).ok).toBe(true);
    expect(parseEvents([{ ...MINIMAL, data: { a: character.repeat(fits + 1) } }]).ok).toBe(false);
  });
});

test("whatever JSON is sent, it is taken as it is or refused with located faults, and never throws", () => {
  const input = fc.array(fc.record({ type: fc.constant("alert.sent"), metadata: fc.jsonValue(), data: fc.object() }));
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), input), (events) => {
      const result = parseEvents(events);
      if (result.ok) {
        expect(Array.isArray(events) && events.length).toBe(result.value.length);
      } else {
        expect(result.errors.length).toBeGreaterThan(0);
        expect(result.errors.every(({ message }) => message.endsWith("."))).toBe(true);
      }
    }),
  );
});

describe("an emergency", () => {
  const event = (type: string, priority: unknown) => ({ type, metadata: { attributes: { priority } }, data: {} });

  test.each<[string, ReturnType<typeof event>, boolean]>([
    ["an alert of priority Emergency", event("alert.sent", "Emergency"), true],
    ["in any letter case", event("alert.read", " EMERGENCY"), true],
    ["not an operational alert", event("alert.sent", "Operational"), false],
    ["not an incident", event("namedIncident.created", "Emergency"), false],
    ["not a list of priorities", event("alert.sent", ["Emergency"]), false],
  ])("is %s", (_what, payload, expected) => {
    expect(isEmergency(payload)).toBe(expected);
  });

  it("is none without attributes", () => {
    expect(isEmergency({ type: "alert.sent", metadata: {}, data: {} })).toBe(false);
    expect(isEmergency({ type: "alert.sent", metadata: { attributes: "Emergency" }, data: {} })).toBe(false);
  });
});
