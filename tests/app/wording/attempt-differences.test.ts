/** Two attempts beside each other: only what differs, by its name. */
import { expect, test } from "vitest";
import { attemptDifferences } from "../../../app/wording/attempt-differences.ts";

const FIRST = {
  cause: "CAD answered 503 Service Unavailable.",
  request: {
    uri: "https://cad.example/in",
    headers: [
      { name: "webhook-id", value: "dlv_1" },
      { name: "webhook-timestamp", value: "1" },
    ],
    body: '{"type":"alert.sent","data":{"units":["E1","E2"]},"timestamp":"14:02"}',
  },
  response: { headers: [{ name: "Server", value: "cad/4.1" }], body: '{"error":"maintenance"}' },
};

test("the same twice differs in nothing", () => {
  expect(attemptDifferences(FIRST, structuredClone(FIRST))).toEqual([]);
});

test("names the header, the path in the body, and what only one of them has", () => {
  const second = {
    ...FIRST,
    request: {
      ...FIRST.request,
      headers: [...FIRST.request.headers.slice(0, 1), { name: "webhook-timestamp", value: "2" }],
      body: '{"type":"alert.sent","data":{"units":["E1","E3"]},"timestamp":"14:02"}',
    },
    response: { headers: [{ name: "server", value: "cad/4.2" }], body: '{"error":"maintenance","until":5}' },
  };
  expect(attemptDifferences(FIRST, second)).toEqual([
    { part: "Request", name: "webhook-timestamp", before: "1", after: "2" },
    { part: "Request", name: "body.data.units.1", before: '"E2"', after: '"E3"' },
    { part: "Response", name: "server", before: "cad/4.1", after: "cad/4.2" },
    { part: "Response", name: "body.until", before: null, after: "5" },
  ]);
});

test("an attempt without an answer, and bodies that are no JSON", () => {
  const silent = { ...FIRST, cause: "CAD did not answer within 15 seconds.", response: null };
  const html = { ...FIRST, response: { headers: [], body: "<h1>Down</h1>" } };
  expect(attemptDifferences(silent, html)).toEqual([
    { part: "Outcome", name: "", before: silent.cause, after: html.cause },
    { part: "Response", name: "body", before: null, after: "<h1>Down</h1>" },
  ]);
});
