/** The API's rate limit: bursts, refilling, one viewer apart from the other, and the refusal at each endpoint. */
import { beforeAll, expect, test } from "vitest";
import { answerPublishing } from "#graphql/publish-request";
import { countRequest } from "#graphql/rate-limit";
import { answerGraphQL } from "#graphql/server";
import { answerStream } from "#graphql/stream";
import { answerList } from "#graphql/v2/subscription-requests";
import { createKey, createTenant, type TestTenant, withDatabase } from "../support/api.ts";

const PER_SECOND = 5;

withDatabase();

let tenant: TestTenant;
beforeAll(async () => {
  process.env.API_RATE_LIMIT_PER_SECOND = String(PER_SECOND);
  tenant = await createTenant();
});

/** How many of so many requests at one moment are let through. */
function letThrough(id: string, requests: number, nowMs: number): number {
  return Array.from({ length: requests }, () => countRequest({ kind: "apiKey", id }, nowMs)).filter(
    (refusal) => refusal === null,
  ).length;
}

test("a burst of two seconds' worth passes, then as much as the time refills, never more than the burst", () => {
  expect(letThrough("burst", 20, 0)).toBe(2 * PER_SECOND);
  expect(letThrough("burst", 20, 199)).toBe(0);
  expect(letThrough("burst", 20, 200)).toBe(1);
  expect(letThrough("burst", 20, 1_200)).toBe(PER_SECOND);
  expect(letThrough("burst", 50, 3_600_000)).toBe(2 * PER_SECOND);
});

test("at the limit's pace nothing is ever refused", () => {
  for (let index = 0; index < 100; index += 1) expect(letThrough("steady", 1, index * (1000 / PER_SECOND))).toBe(1);
});

test("viewers do not take from each other, nor does a key from a person of the same id", () => {
  expect(letThrough("greedy", 50, 0)).toBe(2 * PER_SECOND);
  expect(letThrough("modest", 1, 0)).toBe(1);
  expect(countRequest({ kind: "user", id: "greedy" }, 0)).toBeNull();
});

const ENDPOINTS = [
  { path: "/api/graphql", answer: answerGraphQL, body: { query: "{ viewer { name } }" }, status: 200 },
  { path: "/api/graphql/stream", answer: answerStream, body: { query: "subscription { nope }" }, status: 400 },
  { path: "/v2/settings/subscriptions", answer: answerList, body: {}, status: 200 },
  { path: "/api/events", answer: answerPublishing, body: { type: "alert.sent" }, status: 202 },
];

test.each(ENDPOINTS)(
  "$path refuses the key that asks too much, and no other",
  async ({ path, answer, body, status }) => {
    const ask = (key: string) => {
      const accept = path.endsWith("/stream") ? "text/event-stream" : "application/json";
      const headers = { "content-type": "application/json", accept, "x-api-key": key };
      const request = new Request(`http://localhost${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      return answer(request, { getAll: () => [] });
    };
    const greedy = await createKey(tenant.id, ["READ", "PUBLISH"]);
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(greedy)));
    const refused = answers.filter((each) => each.status === 429);
    const passed = answers.filter((each) => each.status === status);
    expect(passed.length).toBeGreaterThanOrEqual(2 * PER_SECOND);
    expect(refused.length).toBeGreaterThan(0);
    expect(passed.length + refused.length).toBe(60);
    for (const each of refused) {
      expect(each.headers.get("retry-after")).toBe("1");
      const text = await each.text();
      if (path.startsWith("/api/")) expect(text).toContain('"code":"RATE_LIMITED"');
      expect(text).toContain("More than 5 requests a second; try again in 1 s.");
    }
    expect((await ask(await createKey(tenant.id, ["READ", "PUBLISH"]))).status).toBe(status);
  },
);
