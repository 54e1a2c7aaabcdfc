/** What a web server refuses before Next.js meets it, and what it lets through. */
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { expect, test } from "vitest";
import { refusalOf } from "../../scripts/page-requests.ts";

const STATE = encodeURIComponent(JSON.stringify(["", { children: ["integrations", { children: ["__PAGE__", {}] }] }]));

function statusOf(method: string, url: string, headers: Record<string, string> = {}): number | null {
  return refusalOf({ method, url, headers }, parseAndValidateFlightRouterState)?.status ?? null;
}

test.each<[string, string, Record<string, string>, number | null]>([
  ["GET", "/", {}, null],
  ["HEAD", "/sign-in?callbackUrl=%2F", {}, null],
  ["GET", "/integrations", { rsc: "1", "next-router-state-tree": STATE }, null],
  ["GET", "/integrations", { rsc: "1", "next-router-state-tree": "garbage" }, 400],
  ["GET", "/integrations", { rsc: "1", "next-router-state-tree": "%5B%22" }, 400],
  ["GET", "/integrations", { rsc: "1", "next-router-state-tree": "[1]" }, 400],
  ["POST", "/", { "content-type": "multipart/form-data; boundary=x" }, 405],
  ["POST", "/sign-in", { "next-action": "bogus" }, 405],
  ["POST", "/nothing", { "content-type": "application/x-www-form-urlencoded" }, 405],
  ["PUT", "/integrations", {}, 405],
  ["OPTIONS", "/", {}, 405],
  ["POST", "/apiary", {}, 405],
  ["GET", "/%ff", {}, 400],
  ["GET", "/?search=%ff", {}, null],
  ["POST", "/api/graphql", { "content-type": "multipart/form-data" }, null],
  ["DELETE", "/v2/settings/subscriptions/x", {}, null],
])("%s %s %j: %s", (method, url, headers, status) => {
  expect(statusOf(method, url, headers)).toBe(status);
});

test("a method that pages do not answer is told those that they do", () => {
  const refusal = refusalOf({ method: "POST", url: "/", headers: {} }, parseAndValidateFlightRouterState);
  expect(refusal?.headers.allow).toBe("GET, HEAD");
});
