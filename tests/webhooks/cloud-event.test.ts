/** CloudEvents as a way to publish: how the envelope becomes an event. */
import { describe, expect, it, test } from "vitest";
import { parseCloudEvents } from "#webhooks/cloud-event";

const CLOUD_EVENT = {
  specversion: "1.0",
  type: "alert.sent",
  source: "/county/cad",
  id: "1118",
  time: "2026-11-23T19:05:00Z",
  datacontenttype: "application/json",
  traceparent: "00-x",
  data: { metadata: { TenantId: "1741" }, data: { x: 1 } },
};

describe("a CloudEvent", () => {
  it("becomes an event that can be published", () => {
    expect(parseCloudEvents([CLOUD_EVENT])).toEqual({
      ok: true,
      value: [
        {
          type: "alert.sent",
          externalId: "/county/cad/1118",
          occurredAt: new Date("2026-11-23T19:05:00Z"),
          metadata: { TenantId: "1741" },
          data: { x: 1 },
        },
      ],
    });
  });

  it("needs neither time nor data", () => {
    const { time: _time, data: _data, ...bare } = CLOUD_EVENT;
    expect(parseCloudEvents([bare])).toMatchObject({ ok: true, value: [{ occurredAt: null, data: {} }] });
  });

  test.each<[string, object, string, string]>([
    ["without specversion", { specversion: undefined }, "REQUIRED", "specversion"],
    ["of another version", { specversion: "0.3" }, "INVALID", "specversion"],
    ["without id", { id: undefined }, "REQUIRED", "id"],
    ["with an empty source", { source: "" }, "REQUIRED", "source"],
    ["without type", { type: null }, "REQUIRED", "type"],
    ["with data that is no object", { data: "x" }, "INVALID", "data"],
    ["with other keys in data", { data: { temperature: 5 } }, "INVALID", "data.temperature"],
    ["with binary data", { data: undefined, data_base64: "AA==" }, "INVALID", "data_base64"],
    ["with a time that is none", { time: "yesterday" }, "INVALID", "time"],
    ["with metadata that is a list", { data: { metadata: [] } }, "INVALID", "data.metadata"],
    ["with data in data that is text", { data: { data: "x" } }, "INVALID", "data.data"],
    ["with a NUL deep in its data", { data: { data: { a: ["\0"] } } }, "INVALID", "data.data.a.0"],
    ["with source and id over 200 characters", { id: "x".repeat(200) }, "LIMIT_EXCEEDED", "id"],
    ["of an unknown type", { type: "alert.lost" }, "INVALID", "type"],
  ])("%s is refused where it is wrong", (_what, change, code, path) => {
    const result = parseCloudEvents([CLOUD_EVENT, { ...CLOUD_EVENT, ...change }]);
    expect(result).toMatchObject({ ok: false, errors: [{ code, path: ["1", ...path.split(".")] }] });
    expect(result).toHaveProperty("errors.length", 1);
    expect(JSON.stringify(result)).not.toMatch(/externalId|occurredAt/);
  });

  test.each([
    ["source", undefined],
    ["source", ""],
    ["id", null],
    ["id", "x".repeat(199)],
  ])("%s %j is told what fits beside the other", (key, value) => {
    const result = parseCloudEvents([{ ...CLOUD_EVENT, [key]: value }]);
    expect(result).toMatchObject({ ok: false, errors: [{ path: ["0", key] }] });
    expect(result.ok ? "" : result.errors[0]?.message).toMatch(
      new RegExp(`^${key} is .*; 1 to 198 characters are expected\\.$`),
    );
  });

  it("is an object", () => {
    expect(parseCloudEvents([[CLOUD_EVENT]])).toMatchObject({ ok: false, errors: [{ code: "INVALID", path: ["0"] }] });
  });

  it("has all its faults named at once, those of the whole batch too, in words of CloudEvents", () => {
    const wrong = {
      ...{ specversion: "0.3", id: "", source: 5, type: "alert.lost", time: 1, data_base64: "AA==" },
      data: { metadata: "x", data: { a: "\ud800" }, temperature: 5 },
    };
    const result = parseCloudEvents([CLOUD_EVENT, wrong, 5, { ...CLOUD_EVENT, time: "x" }]);
    const faults = result.ok ? [] : result.errors;
    expect(faults.map(({ code, path }) => [code, ...path].join(" ")).toSorted()).toEqual([
      "INVALID 1 data data a",
      "INVALID 1 data metadata",
      "INVALID 1 data temperature",
      "INVALID 1 data_base64",
      "INVALID 1 source",
      "INVALID 1 specversion",
      "INVALID 1 time",
      "INVALID 1 type",
      "INVALID 2",
      "INVALID 3 time",
      "REQUIRED 1 id",
    ]);
    for (const { message } of faults) expect(message).not.toMatch(/externalId|occurredAt/);
  });
});
