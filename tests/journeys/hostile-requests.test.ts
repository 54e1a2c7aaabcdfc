/**
 * Random bytes, headers and JSON to every address of the API, with a key and without: never an error of ours. A failure
 * prints its seed; `FUZZ_SEED=… npm test` repeats it.
 */
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Product, startProduct } from "../support/product.ts";

const SEED = process.env.FUZZ_SEED ? { seed: Number(process.env.FUZZ_SEED) } : {};
const REQUESTS = 700;
const RAW_REQUESTS = 100;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await product.startWorker();
}, 120_000);
afterAll(() => product?.stop());

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
const ID = "sub_01h455vb4pex5vsknk084sn02q";
const PATHS = [
  ...["/api/graphql", "/api/graphql/stream", "/api/events", "/api/health", "/api/metrics", "/api/receiver/token"],
  ...["/v2/settings/subscriptions", `/v2/settings/subscriptions/${ID}`, `/v2/settings/subscriptions/${ID}/test`],
  ...[`/v2/settings/subscriptions/${ID}/history`, "/v2/settings/subscriptions/%00", "/v2/settings/subscriptions/%ff"],
  ...["/api/auth/session", "/api/auth/csrf", "/api/auth/providers", "/api/auth/signin", "/api/auth/signout"],
  ...["/api/auth/callback/credentials", "/api/auth/callback/oidc", "/api/auth/signin/credentials", "/api/auth/_log"],
  ...["/api/auth/error", "/api/auth/nothing/at/all", "/api/auth/verify-request", "/api/nothing", "/api/receiver/%00"],
  ...["/", "/sign-in", "/integrations", "/events/evt_x", "/nothing"],
];
const CONTENT_TYPES = [
  ...["application/json", "application/x-ndjson", "application/cloudevents+json", "application/cloudevents-batch+json"],
  ...[
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json; charset=x",
  ],
  ...["multipart/form-data", "application/graphql-response+json", "x", "application/json;;;", "*/*"],
];

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("", "\0", "%00", "%ff", "../..", "null", "{}", "[]", "-1", "1e999", "alert.sent", "x".repeat(5_000)),
);
const graphqlBody = fc
  .record(
    {
      query: fc.oneof(text, fc.constantFrom("{ viewer { name } }", "{ __schema { types { name } } }", "query A { a }")),
      variables: fc.oneof(fc.jsonValue(), fc.constant({})),
      operationName: fc.oneof(text, fc.jsonValue()),
      extensions: fc.oneof(fc.jsonValue(), fc.record({ persistedQuery: fc.jsonValue() })),
    },
    { requiredKeys: [] },
  )
  .map((body) => JSON.stringify(body));
const eventBody = fc
  .record(
    {
      ...{ type: fc.oneof(text, fc.constant("alert.lost")), externalId: fc.jsonValue(), occurredAt: fc.jsonValue() },
      ...{
        metadata: fc.jsonValue(),
        specversion: fc.constantFrom("1.0", 1),
        id: text,
        source: text,
        data: fc.jsonValue(),
      },
      ...{
        uri: text,
        eventTypes: fc.jsonValue(),
        security: fc.jsonValue(),
        email: text,
        password: text,
        csrfToken: text,
      },
    },
    { requiredKeys: [] },
  )
  .map((body) => JSON.stringify(body));
const body = fc.oneof(
  graphqlBody,
  eventBody,
  fc.json(),
  text,
  fc.array(eventBody, { maxLength: 3 }).map((lines) => lines.join("\n")),
  fc.uint8Array({ maxLength: 200 }),
  fc.dictionary(fc.string({ maxLength: 8 }), text, { maxKeys: 4 }).map((form) => new URLSearchParams(form).toString()),
);
/** What a header may hold at all; fetch sends nothing else. Worse comes over raw connections. */
const headerValue = fc.oneof(
  fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
  fc.stringMatching(/^[\u00a1-\u00ff]{1,10}$/),
  fc.constantFrom("text/html", "gzip", "bytes=0-", "0", "-1", "9".repeat(30), "identity;q=x", 'W/"x"', ",,,"),
);
const headerName = fc.constantFrom(
  ...["accept", "accept-encoding", "accept-language", "authorization", "cookie", "x-forwarded-for", "x-forwarded-host"],
  ...["x-forwarded-proto", "range", "if-none-match", "origin", "referer", "x-apollo-operation-name", "user-agent"],
  ...[
    "x-signalpost-debug",
    "x-graphql-event-stream-token",
    "next-action",
    "rsc",
    "next-router-state-tree",
    "x-page-path",
  ],
);

const requests = fc.record({
  method: fc.constantFrom(...METHODS),
  path: fc.constantFrom(...PATHS),
  search: fc.oneof(
    fc.constant(""),
    fc.dictionary(
      fc.constantFrom("query", "variables", "extensions", "page", "sort", "search", "callbackUrl", "a"),
      text,
      {
        maxKeys: 3,
      },
    ),
  ),
  hasKey: fc.boolean(),
  contentType: fc.option(fc.constantFrom(...CONTENT_TYPES), { freq: 6 }),
  headers: fc.dictionary(headerName, headerValue, { maxKeys: 3 }),
  body,
});

type RandomRequest = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

async function statusOf({ method, path, search, hasKey, contentType, headers, body: sent }: RandomRequest) {
  const url = `${product.url}${path}?${new URLSearchParams(toWellFormed(search))}`;
  const hasBody = method !== "GET" && method !== "HEAD";
  const response = await fetch(url, {
    method,
    redirect: "manual",
    headers: {
      ...headers,
      ...(hasKey ? { "x-api-key": product.apiKey } : {}),
      ...(contentType === null ? {} : { "content-type": contentType }),
    },
    signal: AbortSignal.timeout(15_000),
    ...(hasBody ? { body: typeof sent === "string" ? sent : Buffer.from(sent) } : {}),
  });
  const isEndless = response.headers.get("content-type")?.includes("text/event-stream");
  if (isEndless) await response.body?.cancel();
  else await response.arrayBuffer();
  return response.status;
}

function toWellFormed(search: string | Record<string, string>): Record<string, string> {
  if (typeof search === "string") return {};
  return Object.fromEntries(Object.entries(search).map(([name, value]) => [name, value.toWellFormed()]));
}

test(`${REQUESTS} random requests are never answered with an error of ours`, { timeout: 240_000 }, async () => {
  const counts = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const status = await statusOf(request);
      counts.set(status, (counts.get(status) ?? 0) + 1);
      expect(status, JSON.stringify(request)).toBeLessThan(500);
    }),
    { numRuns: REQUESTS, endOnFailure: true, ...SEED },
  );
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  expect(counts.size).toBeGreaterThan(5);
});

test.each(["/", "/sign-in", "/integrations", "/nothing"])(
  "forms and actions that are posted to the page %s are refused",
  async (path) => {
    const types = [
      "multipart/form-data",
      "multipart/form-data; boundary=x",
      "text/plain",
      "application/x-www-form-urlencoded",
    ];
    const actions: Record<string, string>[] = [{}, { "next-action": "bogus" }, { "next-action": "0".repeat(42) }];
    for (const action of actions) {
      for (const type of types) {
        const headers = { "content-type": type, ...action };
        const response = await fetch(`${product.url}${path}`, { method: "POST", headers, body: "--x garbage" });
        expect([response.status, response.headers.get("allow")], JSON.stringify(headers)).toEqual([405, "GET, HEAD"]);
      }
    }
    const headers = { rsc: "1", "next-router-state-tree": "garbage" };
    expect((await fetch(`${product.url}${path}`, { headers, redirect: "manual" })).status).toBe(400);
  },
);

/** Bytes on a connection of their own; answers the status that came back, null when the connection was closed without. */
function send(bytes: Uint8Array): Promise<number | null> {
  const { port } = new URL(product.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes));
    let answer = "";
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      socket.destroy();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0) || null));
  });
}

const rawRequests = fc
  .record({
    path: fc.oneof(fc.constantFrom(...PATHS), fc.stringMatching(/^\/[\x21-\xff]{0,30}$/)),
    method: fc.constantFrom(...METHODS, "BREW", "get"),
    headers: fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 3 }),
    body: fc.uint8Array({ maxLength: 100 }),
    length: fc.option(fc.integer({ min: 0, max: 100 })),
  })
  .map(({ path, method, headers, body: sent, length }) =>
    Buffer.concat([
      Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`, "latin1"),
      ...headers.map((header) => Buffer.concat([Buffer.from("x-random: "), header, Buffer.from("\r\n")])),
      Buffer.from(length === null ? "\r\n" : `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n`),
      sent,
    ]),
  );

test(`${RAW_REQUESTS} connections with random bytes are closed, or answered that they are wrong`, {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(rawRequests, fc.uint8Array({ minLength: 1, maxLength: 300 })), async (bytes) => {
      const status = await send(bytes);
      expect(status ?? 0, Buffer.from(bytes).toString("base64")).toBeLessThan(500);
    }),
    { numRuns: RAW_REQUESTS, endOnFailure: true, ...SEED },
  );
});

test("after all of that everything still works", async () => {
  const health = await fetch(`${product.url}/api/health`);
  expect([health.status, (await health.json()).status]).toEqual([200, "ok"]);
  expect((await product.publish({ type: "alert.sent" })).status).toBe(202);
});
