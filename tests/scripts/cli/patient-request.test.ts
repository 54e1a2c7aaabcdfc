/** What is sent again and what is not, against an HTTP server that behaves badly. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { requestPatiently } from "../../../scripts/cli/patient-request.ts";
import { type Receiver, startReceiver } from "../../support/receiver.ts";

let server: Receiver;
let pauses: string[];

beforeEach(async () => {
  pauses = [];
  server = await startReceiver();
});
afterEach(() => server.close());

function request(isRepeatable: boolean) {
  return requestPatiently(
    { url: server.url, key: "sp_key" },
    {
      path: "/api/events",
      contentType: "application/json",
      body: "[1]",
      isRepeatable,
      onPause: (each) => pauses.push(each),
    },
  );
}

test("it waits as long as a limited server asks for, then sends the same again", async () => {
  server.answer(() =>
    server.requests.length === 1
      ? { status: 429, headers: { "retry-after": "1" } }
      : { status: 202, body: '{"accepted": 1}' },
  );
  expect(await request(false)).toEqual({ status: 202, json: { accepted: 1 } });
  const [first, second] = server.requests;
  expect([first?.text, second?.text]).toEqual(["[1]", "[1]"]);
  expect(Number(second?.receivedAt) - Number(first?.receivedAt)).toBeGreaterThanOrEqual(990);
  expect(pauses).toEqual(["The server asks for a pause in 1 s."]);
});

test("a lost connection is tried again only where that does no harm", async () => {
  server.answer(() => (server.requests.length === 1 ? { reset: true } : { status: 202, body: "{}" }));
  await expect(request(false)).rejects.toThrow("cannot be reached");
  expect(server.requests).toHaveLength(1);
  server.requests.length = 0;
  expect(await request(true)).toEqual({ status: 202, json: {} });
  expect(server.requests).toHaveLength(2);
});

test("what is no answer of a Signalpost server is said", async () => {
  server.answer({ status: 401, body: "{}" });
  await expect(request(true)).rejects.toThrow("does not know this API key");
  server.answer({ status: 500, body: "<html>" });
  await expect(request(true)).rejects.toThrow("answered 500 without JSON");
  expect(pauses).toEqual([]);
});
