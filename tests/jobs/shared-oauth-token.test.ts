/** Access tokens between processes: each call here is one that has nothing in memory. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { client } from "#db/client";
import { claimFetch } from "#db/oauth-tokens";
import type { OAuth2 } from "#jobs/fetch-oauth-token";
import { pruneHistory } from "#jobs/prune-history";
import { obtainToken } from "#jobs/shared-oauth-token";
import { withDatabase } from "../support/api.ts";
import { type Receiver, startReceiver } from "../support/receiver.ts";

withDatabase();
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

let key = "";
beforeEach(() => {
  receiver.requests.length = 0;
  key = `key-${Math.random()}`;
  receiver.answer(() => ({ status: 200, delayMs: 200, body: `{"access_token":"token-${receiver.requests.length}"}` }));
});

const security = (): OAuth2 => ({
  type: "oauth2",
  tokenUri: `${receiver.url}/token`,
  clientId: "county",
  clientSecret: "s3cret",
  scope: null,
});
const inProcesses = (count: number, refused: string | null, timeoutMs = 5_000) =>
  Promise.all(Array.from({ length: count }, () => obtainToken(security(), key, refused, timeoutMs)));
const valuesOf = (tokens: Awaited<ReturnType<typeof inProcesses>>) =>
  tokens.map((token) => (token.ok ? token.value : token.detail));

test("processes that need a token at the same time have one fetched, and so do those that come later", async () => {
  expect(valuesOf(await inProcesses(5, null))).toEqual(Array(5).fill("token-1"));
  const [later] = await inProcesses(1, null);
  expect(later).toMatchObject({ ok: true, value: "token-1" });
  expect(later?.ok && later.usableMs).toBeGreaterThan(60_000);
  expect(receiver.requests).toHaveLength(1);
});

test("the successor of a token that a receiver refuses is fetched once for all", async () => {
  await inProcesses(1, null);
  expect(valuesOf(await inProcesses(5, "token-1"))).toEqual(Array(5).fill("token-2"));
  expect(valuesOf(await inProcesses(1, null))).toEqual(["token-2"]);
  expect(receiver.requests).toHaveLength(2);
});

test("an endpoint that gives none is asked by each, one after the other", async () => {
  let atOnce = 0;
  receiver.answer(() => {
    atOnce += 1;
    setTimeout(() => {
      atOnce -= 1;
    }, 90);
    return { status: atOnce > 1 ? 500 : 503, delayMs: 100 };
  });
  const refusals = valuesOf(await inProcesses(3, null));
  expect(refusals).toEqual(Array(3).fill("the token endpoint answered 503 Service Unavailable"));
});

test("a process that died while it fetched one keeps the others waiting no longer than it had time for", async () => {
  expect(await claimFetch(client().sql, key, { sealed: null, leaseMs: 400 })).toBe(true);
  const startedMs = performance.now();
  expect(valuesOf(await inProcesses(2, null))).toEqual(["token-1", "token-1"]);
  expect(performance.now() - startedMs).toBeGreaterThan(390);
  await claimFetch(client().sql, "another", { sealed: null, leaseMs: 60_000 });
  key = "another";
  expect(valuesOf(await inProcesses(1, null, 300))).toEqual(["another worker waited for the token endpoint in vain"]);
});

test("without the database each process fetches its own", async () => {
  await client().sql`alter table oauth_tokens rename to oauth_tokens_gone`;
  expect(valuesOf(await inProcesses(2, null)).toSorted()).toEqual(["token-1", "token-2"]);
  await client().sql`alter table oauth_tokens_gone rename to oauth_tokens`;
});

test("tokens are sealed at rest, and forgotten a day after they were usable", async () => {
  await inProcesses(1, null);
  const rows = () => client().sql<{ token: string }[]>`select token from oauth_tokens where key = ${key}`;
  expect((await rows())[0]?.token).toMatch(/^v1\./);
  await pruneHistory(new Date());
  expect(await rows()).toHaveLength(1);
  await client().sql`update oauth_tokens set usable_until = now() - interval '25 hours' where key = ${key}`;
  await pruneHistory(new Date());
  expect(await rows()).toEqual([]);
});
