/** CloudEvents as a way to publish: how the envelope becomes an event. */
import { describe, expect, it, test } from "vitest";
import { parseCloudEvent } from "#webhooks/cloud-event";
import { parseEvents } from "#webhooks/event";

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
    const event = parseCloudEvent(CLOUD_EVENT);
    expect(event.ok && parseEvents([event.value])).toEqual({
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
    const event = parseCloudEvent(bare);
    expect(event.ok && parseEvents([event.value])).toMatchObject({ ok: true, value: [{ occurredAt: null, data: {} }] });
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
  ])("%s is refused where it is wrong", (_what, change, code, path) => {
    const result = parseCloudEvent({ ...CLOUD_EVENT, ...change }, ["3"]);
    expect(result).toMatchObject({ ok: false, errors: [{ code, path: ["3", ...path.split(".")] }] });
  });

  it("is an object", () => {
    expect(parseCloudEvent([CLOUD_EVENT])).toMatchObject({ ok: false, errors: [{ code: "INVALID", path: [] }] });
  });
});
