/** POST /api/events: four notations, all or none, idempotent. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { answerPublishing } from "#graphql/publish-request";
import { createKey, createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  tenant = await createTenant();
});

type Published = {
  accepted: number;
  duplicates: number;
  events: { id: string; externalId: string | null; type: string }[];
  errors: { code: string; path: string[]; message: string }[];
};

async function publish(body: unknown, contentType: string | null = "application/json", key = tenant.key) {
  const text =
    typeof body === "string" ? body : body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
  const headers = new Headers({ "x-api-key": key });
  const request = new Request("http://localhost/api/events", { method: "POST", headers, body: text });
  request.headers.delete("content-type");
  if (contentType) request.headers.set("content-type", contentType);
  const response = await answerPublishing(request, { getAll: () => [] });
  return { status: response.status, ...((await response.json()) as Published) };
}

async function countEvents(): Promise<number> {
  const [row] = await client().sql`select count(*)::int as count from events`;
  return row?.count;
}

const alert = (externalId: string | null = null) => ({ type: "alert.sent", externalId });
const cloudEvent = (id: string, rest = {}) => ({ specversion: "1.0", id, source: "/cad", type: "alert.sent", ...rest });

describe("events are taken", () => {
  test("one by one, with everything that was published", async () => {
    const event = {
      type: "alert.sent",
      externalId: "alert-1118",
      occurredAt: "2026-11-23T19:05:00+02:00",
      metadata: { TenantId: "1741", attributes: { priority: "Emergency" } },
      data: { ü: [1, null] },
    };
    const answer = await publish(event);
    expect(answer).toMatchObject({
      status: 202,
      accepted: 1,
      duplicates: 0,
      events: [{ id: expect.stringMatching(/^evt_/), externalId: "alert-1118", type: "alert.sent" }],
    });
    const [row] = await client()
      .sql`select payload::text as text, occurred_at from events where external_id = 'alert-1118'`;
    expect(row?.text).toBe(JSON.stringify({ metadata: event.metadata, data: event.data }));
    expect(new Date(row?.occurred_at)).toEqual(new Date("2026-11-23T17:05:00Z"));
  });

  test("as an array, known externalIds once, in the order they came", async () => {
    const first = await publish([alert("a"), alert(), alert("b")]);
    expect(first).toMatchObject({ status: 202, accepted: 3, duplicates: 0 });
    const again = await publish([alert("b"), alert("c"), alert("a"), alert("c")]);
    expect(again).toMatchObject({ status: 202, accepted: 1, duplicates: 3 });
    expect(again.events.map((event) => event.externalId)).toEqual(["b", "c", "a", "c"]);
    expect(again.events[0]?.id).toBe(first.events[2]?.id);
    expect(again.events[2]?.id).toBe(first.events[0]?.id);
    expect(again.events[1]?.id).toBe(again.events[3]?.id);
  });

  test("as lines", async () => {
    const lines = `${JSON.stringify(alert("l1"))}\r\n\n  ${JSON.stringify(alert("l2"))}  \n`;
    const answer = await publish(lines, "application/x-ndjson; charset=utf-8");
    expect(answer).toMatchObject({ status: 202, accepted: 2, events: [{ externalId: "l1" }, { externalId: "l2" }] });
  });

  test("as a CloudEvent and as a batch of them", async () => {
    const one = cloudEvent("1", {
      time: "2026-11-23T19:05:00Z",
      data: { metadata: { x: 1 } },
      extension: "kept by none",
    });
    expect(await publish(one, "application/cloudevents+json")).toMatchObject({
      status: 202,
      events: [{ externalId: "/cad/1" }],
    });
    expect(await publish([cloudEvent("1"), cloudEvent("2")], "application/cloudevents-batch+json")).toMatchObject({
      status: 202,
      accepted: 1,
      duplicates: 1,
    });
  });

  test("1,000 at once", async () => {
    const answer = await publish(Array.from({ length: 1000 }, () => alert()));
    expect(answer).toMatchObject({ status: 202, accepted: 1000, duplicates: 0 });
    expect(new Set(answer.events.map((event) => event.id)).size).toBe(1000);
  });

  test("once, when many publish the same at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => publish([alert("race"), alert("race-2")])));
    expect(answers.reduce((sum, answer) => sum + answer.accepted, 0)).toBe(2);
    expect(new Set(answers.flatMap((answer) => answer.events.map((event) => event.id))).size).toBe(2);
  });
});

describe("nothing is taken", () => {
  const huge = { ...alert(), data: { text: "x".repeat(256 * 1024) } };
  const cases: [string, unknown, string | null, number, [string, string[]][]][] = [
    ["of a broken body", "{", "application/json", 400, [["INVALID", []]]],
    ["of an empty body", "", "application/json", 400, [["INVALID", []]]],
    ["of broken UTF-8", new Uint8Array([0x22, 0xff, 0x22]), "application/json", 400, [["INVALID", []]]],
    ["of a broken line", `${JSON.stringify(alert())}\n{`, "application/x-ndjson", 400, [["INVALID", ["1"]]]],
    ["of a batch that is none", cloudEvent("1"), "application/cloudevents-batch+json", 400, [["INVALID", []]]],
    ["of 8 MiB and more", `"${"x".repeat(8 * 1024 * 1024)}"`, "application/json", 413, [["LIMIT_EXCEEDED", []]]],
    ["of another media type", alert(), "text/plain", 415, [["UNSUPPORTED_MEDIA_TYPE", []]]],
    ["without a media type", alert(), null, 415, [["UNSUPPORTED_MEDIA_TYPE", []]]],
    ["of an empty array", [], "application/json", 422, [["REQUIRED", []]]],
    ["of empty lines", "\n\n", "application/x-ndjson", 422, [["REQUIRED", []]]],
    ["of 1,001 events", Array.from({ length: 1001 }, () => alert()), "application/json", 422, [["LIMIT_EXCEEDED", []]]],
    ["of an event over 256 KiB", [alert(), huge], "application/json", 422, [["LIMIT_EXCEEDED", ["1"]]]],
    ["of what is no event", [alert(), 5], "application/json", 422, [["INVALID", ["1"]]]],
    [
      "when any event is wrong: every fault of every event",
      [alert("good"), { type: "nope", x: 1 }, { type: "alert.sent", metadata: [], occurredAt: "yesterday" }, {}],
      "application/json",
      422,
      [
        ["INVALID", ["1", "type"]],
        ["INVALID", ["1", "x"]],
        ["INVALID", ["2", "metadata"]],
        ["INVALID", ["2", "occurredAt"]],
        ["REQUIRED", ["3", "type"]],
      ],
    ],
    [
      "of a CloudEvent whose envelope is wrong",
      [
        cloudEvent("1"),
        { ...cloudEvent("2"), specversion: "0.3", data: { other: 1 } },
        cloudEvent("3", { type: "nope" }),
      ],
      "application/cloudevents-batch+json",
      422,
      [
        ["INVALID", ["1", "specversion"]],
        ["INVALID", ["1", "data", "other"]],
        ["INVALID", ["2", "type"]],
      ],
    ],
  ];
  const event = (id: string, rest = "") =>
    `{"type": "alert.sent", "metadata": {"attributes": {"ids": [1, ${id}]}}${rest}}`;
  const cloud = (id: string) => JSON.stringify(cloudEvent("9", { data: { data: { id: 0 } } })).replace(":0", `:${id}`);
  test.each<[string, string, string, string[][]]>([
    ["JSON", event("9007199254740993"), "application/json", [["0", "metadata", "attributes", "ids", "1"]]],
    [
      "lines, with all other faults",
      `${event("-9007199254740993", ', "x": 1')}\n${event("0.1")}\n${event('"a"', ', "data": {"n": 9007199254740993}')}`,
      "application/x-ndjson",
      [
        ["0", "x"],
        ["0", "metadata", "attributes", "ids", "1"],
        ["2", "data", "n"],
      ],
    ],
    ["a CloudEvent", cloud("9007199254740993"), "application/cloudevents+json", [["0", "data", "data", "id"]]],
    [
      "a batch of CloudEvents",
      `[${cloud("9007199254740993")}]`,
      "application/cloudevents-batch+json",
      [["0", "data", "data", "id"]],
    ],
    ["an id", event("1", ', "externalId": 9007199254740993'), "application/json", [["0", "externalId"]]],
  ])("with a number in %s that cannot be held exactly", async (_what, body, contentType, paths) => {
    const before = await countEvents();
    const answer = await publish(body, contentType);
    expect([answer.status, answer.errors.map(({ path }) => path)]).toEqual([422, paths]);
    const fault = answer.errors.find(({ message }) => message.includes("9007199254740993"));
    expect(fault).toMatchObject({ code: "INVALID" });
    expect(fault?.message).toMatch(/string|text/);
    expect(await countEvents()).toBe(before);
  });

  test("with a number that is too large", async () => {
    const answer = await publish(event("1e400"));
    expect(answer).toMatchObject({
      status: 422,
      errors: [{ code: "INVALID", message: "The number 1e400 cannot be held exactly; send it as a string." }],
    });
  });

  test.each(cases)("%s", async (_case, body, contentType, status, expected) => {
    const before = await countEvents();
    const answer = await publish(body, contentType);
    const found = answer.errors.map(({ code, path }) => [code, path]);
    expect([answer.status, new Set(found.map(String))]).toEqual([status, new Set(expected.map(String))]);
    expect(await countEvents()).toBe(before);
  });

  test("without credentials, or without PUBLISH", async () => {
    expect(await publish(alert(), "application/json", "sp_wrong")).toMatchObject({ status: 401 });
    const key = await createKey(tenant.id, ["READ", "MANAGE", "ADMINISTER"]);
    expect(await publish(alert(), "application/json", key)).toMatchObject({
      status: 403,
      errors: [{ code: "FORBIDDEN" }],
    });
  });
});

test("where integrations are not enabled, events are taken all the same", async () => {
  const off = await createTenant({ integrationsEnabled: false });
  expect(await publish(alert(), "application/json", off.key)).toMatchObject({ status: 202, accepted: 1 });
});
