/** Sign-in and sessions of people in browsers. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { insertUser, type User } from "#db/users";
import { answerGraphQL } from "#graphql/server";
import { sessionOptions } from "#graphql/session";
import { viewerOfSession } from "#graphql/viewer";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

let tenant: TestTenant;
let user: User;
beforeAll(async () => {
  tenant = await createTenant();
  const fields = { tenantId: tenant.id, name: "Dana Duty", role: "EDITOR", password: "correct horse battery" } as const;
  user = await insertUser({ ...fields, email: "Dana@Example.com" });
});

async function cookiesWith(token: Record<string, unknown>, secret = sessionOptions().secret ?? "") {
  const value = await encode({ token, secret });
  return { getAll: () => [{ name: "next-auth.session-token", value }] };
}

function signIn(email: unknown, password: unknown) {
  const [provider] = sessionOptions().providers;
  const options = provider?.options as { authorize: (input: unknown) => Promise<unknown> };
  return options.authorize({ email, password });
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

  test("stops looking after ten failures for one address, also at the right password", async () => {
    const email = "eve@example.com";
    await insertUser({ tenantId: tenant.id, email, name: "Eve", role: "VIEWER", password: "correct horse battery" });
    for (let index = 0; index < 10; index += 1) expect(await signIn(email, "guess")).toBeNull();
    expect(await signIn(email, "correct horse battery")).toBeNull();
    expect(await signIn("dana@example.com", "correct horse battery")).not.toBeNull();
  });
});

test("many guesses at once are as many tries", async () => {
  const email = "mallory@example.com";
  await insertUser({ tenantId: tenant.id, email, name: "Mallory", role: "VIEWER", password: "correct horse battery" });
  const guesses = Array.from({ length: 12 }, () => signIn(email, "guess"));
  expect(await Promise.all([...guesses, signIn(email, "correct horse battery")])).toEqual(Array(13).fill(null));
});

test("signing in often is no failure", async () => {
  for (let index = 0; index < 11; index += 1) {
    expect(await signIn("dana@example.com", "correct horse battery")).not.toBeNull();
  }
});

describe("a session", () => {
  test("is its user, with the permissions of the role", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 1 });
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

  test("is nobody's with another secret, an unknown user, no version, or no cookie", async () => {
    const good = { sub: user.id, sessionVersion: 1 };
    expect(await viewerOfSession(await cookiesWith(good, "another secret of sixteen"))).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ ...good, sub: randomUUID() }))).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ sub: user.id }))).toBeNull();
    expect(await viewerOfSession({ getAll: () => [] })).toBeNull();
    expect(await viewerOfSession({ getAll: () => [{ name: "next-auth.session-token", value: "x" }] })).toBeNull();
  });

  test("ends when the user's session version grows", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 1 });
    await client().sql`update users set session_version = 2 where id = ${user.id}`;
    expect(await viewerOfSession(cookies)).toBeNull();
    expect(await viewerOfSession(await cookiesWith({ sub: user.id, sessionVersion: 2 }))).not.toBeNull();
  });

  test("does not help a wrong API key", async () => {
    const cookies = await cookiesWith({ sub: user.id, sessionVersion: 2 });
    const headers = { "content-type": "application/json", "x-api-key": "sp_wrong" };
    const request = new Request("http://localhost/api/graphql", { method: "POST", headers, body: "{}" });
    expect((await answerGraphQL(request, cookies)).status).toBe(401);
  });
});
