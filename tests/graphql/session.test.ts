/** Sign-in and sessions of people in browsers. */
import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { endSession } from "#db/ended-sessions";
import { newId } from "#db/new-id";
import { insertUser, type User } from "#db/users";
import { answerGraphQL } from "#graphql/server";
import { type RequestCookies, sessionOptions } from "#graphql/session";
import { trySignIn } from "#graphql/sign-in-limit";
import { answerStream } from "#graphql/stream";
import { viewerOfSession } from "#graphql/viewer";
import { pruneHistory } from "#jobs/prune-history";
import { buildUuid7 } from "#webhooks/id";
import { countStatements, createTenant, type TestTenant, withDatabase } from "../support/api.ts";
import { openBrowser } from "../support/auth-browser.ts";
import { cookiesWith } from "../support/session-cookies.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

withDatabase();

let tenant: TestTenant;
let user: User;
beforeAll(async () => {
  tenant = await createTenant();
  const fields = { tenantId: tenant.id, name: "Dana Duty", role: "EDITOR", password: "correct horse battery" } as const;
  user = await insertUser({ ...fields, email: "Dana@Example.com" });
});

const SIGN_IN = { email: "dana@example.com", password: "correct horse battery", json: "true" };

/** Signs in by password, as a browser does. */
async function signedInBrowser() {
  const browser = openBrowser("http://127.0.0.1:3000");
  const { csrfToken } = (await browser.visit("/api/auth/csrf")).json as { csrfToken: string };
  await browser.visit("/api/auth/callback/credentials", { ...SIGN_IN, csrfToken });
  const signOut = () => browser.visit("/api/auth/signout", { csrfToken, json: "true" });
  return { ...browser, signOut };
}

/** The browser's cookies as they are now, whatever becomes of it. */
function copied(cookies: RequestCookies): RequestCookies {
  const all = cookies.getAll();
  return { getAll: () => all };
}

function signIn(email: unknown, password: unknown, place = "203.0.113.7") {
  const [provider] = sessionOptions().providers;
  const options = provider?.options as { authorize: (input: unknown, request: unknown) => Promise<unknown> };
  return options.authorize({ email, password }, { headers: { "x-forwarded-for": `${place}, 10.0.0.2` } });
}

describe("signing in", () => {
  test("takes the right password, whatever the letter case of the address", async () => {
    expect(await signIn("dana@example.COM ", "correct horse battery")).toEqual({
      id: user.id,
      name: "Dana Duty",
      email: "Dana@Example.com",
      sessionVersion: 1,
    });
  });

  test.each([
    ["dana@example.com", "wrong"],
    ["nobody@example.com", "correct horse battery"],
    ["dana@example.com", undefined],
    [undefined, undefined],
    [{ "": "" }, []],
  ])("refuses %j with %j", async (email, password) => {
    expect(await signIn(email, password)).toBeNull();
  });

  test("stops looking after ten failures for one address from one place, also at the right password, and says so", async () => {
    const email = "eve@example.com";
    await insertUser({ tenantId: tenant.id, email, name: "Eve", role: "VIEWER", password: "correct horse battery" });
    for (let index = 0; index < 10; index += 1) expect(await signIn(email, "guess")).toBeNull();
    await expect(signIn(email, "correct horse battery")).rejects.toThrow("TooManyTries");
    expect(await signIn("dana@example.com", "correct horse battery")).not.toBeNull();
    expect(await signIn(email, "correct horse battery", "198.51.100.4")).not.toBeNull();
  });

  test("stops looking after a hundred failures for one address, wherever they come from", () => {
    const tries = Array.from({ length: 101 }, (_, index) => trySignIn("frank@example.com", `place ${index}`));
    expect(tries.indexOf(false)).toBe(100);
    expect(trySignIn("grace@example.com", "place 1")).toBe(true);
  });
});

test("many guesses at once are as many tries", async () => {
  const email = "mallory@example.com";
  await insertUser({ tenantId: tenant.id, email, name: "Mallory", role: "VIEWER", password: "correct horse battery" });
  const guesses = await Promise.allSettled(Array.from({ length: 12 }, () => signIn(email, "guess")));
  expect(guesses.map(({ status }) => status)).toEqual([...Array(10).fill("fulfilled"), "rejected", "rejected"]);
});

test("signing in often is no failure", async () => {
  for (let index = 0; index < 11; index += 1) {
    expect(await signIn("dana@example.com", "correct horse battery")).not.toBeNull();
  }
});

describe("a session", () => {
  test("is its user, with the permissions of the role", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 1, sessionId: newId() });
    expect(await viewerOfSession(cookies)).toEqual({
      kind: "user",
      id: user.id,
      tenantId: tenant.id,
      name: "Dana Duty",
      permissions: expect.arrayContaining(["READ", "MANAGE"]),
    });
    const request = new Request("http://localhost/api/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ viewer { name } }" }),
    });
    expect(await (await answerGraphQL(request, cookies)).json()).toEqual({ data: { viewer: { name: "Dana Duty" } } });
  });

  test("is nobody's with another secret, an unknown user, no version, no id, or no cookie", async () => {
    const good = { sub: user.id, sessionVersion: 1, sessionId: newId() };
    expect(await viewerOfSession(await cookiesWith(good))).not.toBeNull();
    expect(await viewerOfSession(await cookiesWith(good, "another secret of sixteen"))).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ ...good, sub: randomUUID() }))).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ ...good, sessionId: undefined }))).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ ...good, sessionVersion: undefined }))).toBeNull();
    expect(await viewerOfSession({ getAll: () => [] })).toBeNull();
    expect(await viewerOfSession({ getAll: () => [{ name: "next-auth.session-token", value: "x" }] })).toBeNull();
  });

  test("is over in every place once its user signed out, and only that one", async () => {
    const [browser, other] = [await signedInBrowser(), await signedInBrowser()];
    const kept = copied(browser.cookies);
    expect(await viewerOfSession(kept)).toMatchObject({ id: user.id });
    await browser.signOut();
    expect(await viewerOfSession(browser.cookies)).toBeNull();
    expect(await viewerOfSession(kept)).toBeNull();
    const request = (path: string) =>
      new Request(`http://localhost${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "text/event-stream" },
        body: JSON.stringify({ query: "{ viewer { name } }" }),
      });
    expect((await answerGraphQL(request("/api/graphql"), kept)).status).toBe(401);
    expect((await answerStream(request("/api/graphql/stream"), kept)).status).toBe(401);
    expect(await viewerOfSession(other.cookies)).toMatchObject({ id: user.id });
  });

  test("that was ended is not begun again by refreshing its cookie", async () => {
    const browser = await signedInBrowser();
    const thief = openBrowser("http://127.0.0.1:3000", browser.cookies.getAll());
    await browser.signOut();
    await thief.visit("/api/auth/session");
    expect(await viewerOfSession(thief.cookies)).toBeNull();
  });

  test("lasts seven days from signing in, however often its cookie is refreshed; what was ended is remembered as long", async () => {
    const beganAt = (daysAgo: number) => buildUuid7(Math.round(Date.now() - daysAgo * DAY_MS), 0, randomBytes(8));
    const token = { sub: user.id, sessionVersion: 1 };
    expect(await viewerOfSession(await cookiesWith({ ...token, sessionId: beganAt(7.01) }))).toBeNull();
    const last = await cookiesWith({ ...token, sessionId: beganAt(6.99) });
    expect(await viewerOfSession(last)).not.toBeNull();
    const [old, fresh] = [beganAt(10), beganAt(6.98)];
    await Promise.all([endSession(old), endSession(fresh)]);
    await pruneHistory(new Date());
    const remembered = await client().sql<{ id: string }[]>`select id from ended_sessions`;
    expect(remembered.map(({ id }) => id)).toContain(fresh);
    expect(remembered.map(({ id }) => id)).not.toContain(old);
  });

  test("is found with one query", async () => {
    const { cookies } = await signedInBrowser();
    const { statements, value } = await countStatements(() => viewerOfSession(cookies));
    expect([statements, value?.id]).toEqual([1, user.id]);
  });

  test("ends when the user's session version grows", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 1, sessionId: newId() });
    await client().sql`update users set session_version = 2 where id = ${user.id}`;
    expect(await viewerOfSession(cookies)).toBeNull();
    expect(
      await viewerOfSession(await cookiesWith({ sub: user.id, sessionVersion: 2, sessionId: newId() })),
    ).not.toBeNull();
  });

  test("does not help a wrong API key", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 2, sessionId: newId() });
    const headers = { "content-type": "application/json", "x-api-key": "sp_wrong" };
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body: "{}" });
    expect((await answerGraphQL(request, cookies)).status).toBe(401);
  });
});
