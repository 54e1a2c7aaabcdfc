/** POST /api/events from outside: what is accepted is stored once, and a body with a fault stores nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphql } from "#graphql/document";
import { type Product, startProduct } from "../support/product.ts";

const EventsQuery = graphql(`
  query PublishedEvents($search: String!) {
    events(first: 100, search: $search) {
      edges {
        node {
          id
          externalId
          occurredAt
          payload
        }
      }
    }
  }
`);

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.stop());

test("the same external id is stored once, however often and at whatever moment it comes", async () => {
  const event = { type: "alert.sent", externalId: "once", metadata: { attributes: { word: "unrepeatable" } } };
  const first = await product.publish(event);
  expect(first).toMatchObject({ status: 202, answer: { accepted: 1, duplicates: 0 } });
  const { events } = first.answer as { events: { id: string }[] };
  expect(events).toEqual([{ id: expect.stringMatching(/^evt_/), externalId: "once", type: "alert.sent" }]);
  expect(await product.publish({ ...event, metadata: { changed: true } })).toEqual({
    status: 202,
    answer: { accepted: 0, duplicates: 1, events },
  });

  const twin = { type: "alert.sent", externalId: "twin", metadata: { attributes: { word: "unrepeatable" } } };
  const atOnce = await Promise.all(Array.from({ length: 8 }, () => product.publish([twin, event, twin])));
  const answers = atOnce.map(
    ({ answer }) => answer as { accepted: number; duplicates: number; events: { id: string }[] },
  );
  expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
  expect(answers.map(({ accepted, duplicates }) => accepted + duplicates)).toEqual(Array(8).fill(3));
  expect(new Set(answers.flatMap(({ events }) => events.map(({ id }) => id))).size).toBe(2);
  expect(await stored("unrepeatable")).toHaveLength(2);
});

test("one faulty event keeps all of them out, and every fault is said with its place", async () => {
  const good = { type: "alert.sent", externalId: "kept-out", metadata: { word: "refusable" } };
  const { status, answer } = await product.publish([
    good,
    { type: "alert.sent", metadata: [], occurredAt: "yesterday" },
    { type: "alert.lost", surprise: 1 },
  ]);
  expect(status).toBe(422);
  const { errors } = answer as { errors: { path: string[]; code: string; message: string }[] };
  expect(errors.map(({ path }) => path.join(".")).toSorted()).toEqual([
    "1.metadata",
    "1.occurredAt",
    "2.surprise",
    "2.type",
  ]);
  expect(await stored("refusable")).toEqual([]);
  expect(await product.publish(good)).toMatchObject({ status: 202, answer: { accepted: 1, duplicates: 0 } });
  expect(await stored("refusable")).toHaveLength(1);
});

test("NDJSON and CloudEvents are taken as well", async () => {
  const lines = [1, 2].map((line) => JSON.stringify({ type: "alert.read", metadata: { word: `line-${line}` } }));
  expect(await product.publish(`${lines.join("\n")}\n`, "application/x-ndjson")).toMatchObject({
    status: 202,
    answer: { accepted: 2 },
  });
  const cloudEvent = {
    specversion: "1.0",
    type: "namedIncident.created",
    source: "/county/eoc",
    id: "77",
    time: "2026-11-23T20:05:00+01:00",
    data: { metadata: { attributes: { incidentName: "Cloudburst" } }, data: { by: "radar" } },
  };
  expect(await product.publish(cloudEvent, "application/cloudevents+json")).toMatchObject({
    status: 202,
    answer: { events: [{ externalId: "/county/eoc/77", type: "namedIncident.created" }] },
  });
  expect(await product.publish([cloudEvent], "application/cloudevents-batch+json")).toMatchObject({
    answer: { accepted: 0, duplicates: 1 },
  });
  expect(await stored("Cloudburst")).toMatchObject([
    {
      externalId: "/county/eoc/77",
      occurredAt: "2026-11-23T19:05:00.000Z",
      payload: { metadata: { attributes: { incidentName: "Cloudburst" } }, data: { by: "radar" } },
    },
  ]);
});

test("what cannot be read is refused with the status that says why", async () => {
  expect((await product.publish("{")).status).toBe(400);
  expect((await product.publish("{}", "text/plain")).status).toBe(415);
  expect((await product.publish(Array.from({ length: 1_001 }, () => ({ type: "alert.sent" })))).status).toBe(422);
  expect((await product.publish([{ type: "alert.sent", data: { long: "x".repeat(257 * 1024) } }])).status).toBe(422);
  expect((await product.publish([{ type: "alert.sent", data: { long: "x".repeat(8 * 1024 * 1024) } }])).status).toBe(
    413,
  );
  const unknown = await fetch(`${product.url}/api/events`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "not-a-key" },
    body: JSON.stringify({ type: "alert.sent" }),
  });
  expect(unknown.status).toBe(401);
});

async function stored(search: string) {
  const { events } = await product.ask(EventsQuery, { search });
  return events.edges.map(({ node }) => node);
}
