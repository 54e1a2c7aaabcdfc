/** Bodies of POST /api/events that are refused: status, and each error as `CODE key index …`. */

type Row = [what: string, body: unknown, contentType: string | null, status: number, expected: string[]];

const JSON_TYPE = "application/json";
const LINES = "application/x-ndjson";
const CLOUD = "application/cloudevents+json";
const CLOUD_BATCH = "application/cloudevents-batch+json";
const GOOD = { type: "alert.sent" };
const CLOUD_EVENT = { specversion: "1.0", id: "1", source: "/county", type: "alert.sent" };

function without(key: keyof typeof CLOUD_EVENT) {
  return Object.fromEntries(Object.entries(CLOUD_EVENT).filter(([name]) => name !== key));
}

export const PUBLICATIONS: Row[] = [
  ["no body", "", JSON_TYPE, 400, ["INVALID"]],
  ["no JSON", "{type: alert.sent}", JSON_TYPE, 400, ["INVALID"]],
  ["JSON and more", '{"type": "alert.sent"} x', JSON_TYPE, 400, ["INVALID"]],
  ["broken UTF-8", new Uint8Array([0x22, 0xff, 0x22]), JSON_TYPE, 400, ["INVALID"]],
  ["another media type", GOOD, "text/plain", 415, ["UNSUPPORTED_MEDIA_TYPE"]],
  ["XML", "<event/>", "application/xml", 415, ["UNSUPPORTED_MEDIA_TYPE"]],
  ["a form", "type=alert.sent", "application/x-www-form-urlencoded", 415, ["UNSUPPORTED_MEDIA_TYPE"]],
  ["no media type", GOOD, null, 415, ["UNSUPPORTED_MEDIA_TYPE"]],
  ["a prototype's name as media type", GOOD, "constructor", 415, ["UNSUPPORTED_MEDIA_TYPE"]],
  ["more than 8 MiB", `"${"x".repeat(8 * 1024 * 1024)}"`, JSON_TYPE, 413, ["LIMIT_EXCEEDED"]],
  ["an empty list", [], JSON_TYPE, 422, ["REQUIRED"]],
  ["1,001 events", Array(1_001).fill(GOOD), JSON_TYPE, 422, ["LIMIT_EXCEEDED"]],
  ["1,001 lines", `${JSON.stringify(GOOD)}\n`.repeat(1_001), LINES, 422, ["LIMIT_EXCEEDED"]],
  ["null", null, JSON_TYPE, 422, ["INVALID 0"]],
  ["a number", 5, JSON_TYPE, 422, ["INVALID 0"]],
  ["a list in a list", [[GOOD]], JSON_TYPE, 422, ["INVALID 0"]],
  ["no type", [GOOD, {}], JSON_TYPE, 422, ["REQUIRED 1 type"]],
  ["a type that is a number", { type: 5 }, JSON_TYPE, 422, ["INVALID 0 type"]],
  ["an unknown type", { type: "alert.lost" }, JSON_TYPE, 422, ["INVALID 0 type"]],
  ["an unknown key", { ...GOOD, payload: {} }, JSON_TYPE, 422, ["INVALID 0 payload"]],
  ["a prototype as key", '{"type": "alert.sent", "__proto__": {}}', JSON_TYPE, 422, ["INVALID 0 __proto__"]],
  ["an externalId that is a number", { ...GOOD, externalId: 5 }, JSON_TYPE, 422, ["INVALID 0 externalId"]],
  ["an empty externalId", { ...GOOD, externalId: "" }, JSON_TYPE, 422, ["REQUIRED 0 externalId"]],
  ["an externalId of 201", { ...GOOD, externalId: "x".repeat(201) }, JSON_TYPE, 422, ["LIMIT_EXCEEDED 0 externalId"]],
  ["a time without offset", { ...GOOD, occurredAt: "2026-01-01T00:00:00" }, JSON_TYPE, 422, ["INVALID 0 occurredAt"]],
  ["a time that is a number", { ...GOOD, occurredAt: 1_763_920_000 }, JSON_TYPE, 422, ["INVALID 0 occurredAt"]],
  [
    "a day that does not exist",
    { ...GOOD, occurredAt: "2026-02-29T00:00:00Z" },
    JSON_TYPE,
    422,
    ["INVALID 0 occurredAt"],
  ],
  ["metadata that is text", { ...GOOD, metadata: "{}" }, JSON_TYPE, 422, ["INVALID 0 metadata"]],
  ["data that is a list", { ...GOOD, data: [] }, JSON_TYPE, 422, ["INVALID 0 data"]],
  [
    "a NUL deep inside",
    '{"type": "alert.sent", "data": {"a": {"b": "\\u0000"}}}',
    JSON_TYPE,
    422,
    ["INVALID 0 data a b"],
  ],
  ["half a surrogate pair", '{"type": "alert.sent", "data": {"a": "\\ud800"}}', JSON_TYPE, 422, ["INVALID 0 data a"]],
  [
    "nested 201 deep",
    `{"type": "alert.sent", "data": ${'{"a":'.repeat(201)}1${"}".repeat(201)}}`,
    JSON_TYPE,
    422,
    ["LIMIT_EXCEEDED 0 data"],
  ],
  [
    "an event over 256 KiB",
    [GOOD, { ...GOOD, data: { x: "x".repeat(257 * 1_024) } }],
    JSON_TYPE,
    422,
    ["LIMIT_EXCEEDED 1"],
  ],
  ["a bad line", `${JSON.stringify(GOOD)}\n{"type": \n${JSON.stringify(GOOD)}`, LINES, 400, ["INVALID 1"]],
  ["two bad lines", `{\n${JSON.stringify(GOOD)}\n}`, LINES, 400, ["INVALID 0", "INVALID 2"]],
  ["lines with a faulty event", `${JSON.stringify(GOOD)}\n5\n`, LINES, 422, ["INVALID 1"]],
  ["no lines", "\n \n", LINES, 422, ["REQUIRED"]],
  ["no specversion", without("specversion"), CLOUD, 422, ["REQUIRED 0 specversion"]],
  ["no id", without("id"), CLOUD, 422, ["REQUIRED 0 id"]],
  ["no source", without("source"), CLOUD, 422, ["REQUIRED 0 source"]],
  ["no type", without("type"), CLOUD, 422, ["REQUIRED 0 type"]],
  ["another version", { ...CLOUD_EVENT, specversion: "0.3" }, CLOUD, 422, ["INVALID 0 specversion"]],
  [
    "a CloudEvent of nothing",
    {},
    CLOUD,
    422,
    ["REQUIRED 0 specversion", "REQUIRED 0 id", "REQUIRED 0 source", "REQUIRED 0 type"],
  ],
  ["an unknown CloudEvent", { ...CLOUD_EVENT, type: "alert.lost" }, CLOUD, 422, ["INVALID 0 type"]],
  ["binary data", { ...CLOUD_EVENT, data_base64: "aGk=" }, CLOUD, 422, ["INVALID 0 data_base64"]],
  ["data that is text", { ...CLOUD_EVENT, data: "hi" }, CLOUD, 422, ["INVALID 0 data"]],
  ["data of another form", { ...CLOUD_EVENT, data: { text: "hi" } }, CLOUD, 422, ["INVALID 0 data text"]],
  ["a CloudEvent's time that is none", { ...CLOUD_EVENT, time: "now" }, CLOUD, 422, ["INVALID 0 time"]],
  ["a list where one is expected", [CLOUD_EVENT], CLOUD, 422, ["INVALID 0"]],
  ["one where a list is expected", CLOUD_EVENT, CLOUD_BATCH, 400, ["INVALID"]],
  ["a batch with a faulty one", [CLOUD_EVENT, without("id")], CLOUD_BATCH, 422, ["REQUIRED 1 id"]],
  [
    "a batch with several faulty ones",
    [
      CLOUD_EVENT,
      { ...CLOUD_EVENT, id: "", type: "alert.lost", time: "now", data: { metadata: [] } },
      5,
      { ...CLOUD_EVENT, data: { data: { a: "\0" } } },
    ],
    CLOUD_BATCH,
    422,
    [
      ...["REQUIRED 1 id", "INVALID 1 type", "INVALID 1 time", "INVALID 1 data metadata"],
      ...["INVALID 2", "INVALID 3 data data a"],
    ],
  ],
  ["1,001 CloudEvents", Array(1_001).fill(CLOUD_EVENT), CLOUD_BATCH, 422, ["LIMIT_EXCEEDED"]],
  ["an empty batch", [], CLOUD_BATCH, 422, ["REQUIRED"]],
];
