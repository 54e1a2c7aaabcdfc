/** One's own account over the API: name and password, for every role, and what a wrong password costs. */
import { beforeEach, describe, expect, test } from "vitest";
import { findUserByEmail, insertUser, type User } from "#db/users";
import { sessionOptions } from "#graphql/session";
import { viewerOfSession } from "#graphql/viewer";
import { encodeId } from "#webhooks/id";
import { ROLES, type Role } from "#webhooks/permissions";
import { createTenant, post, type TestTenant, withDatabase } from "../support/api.ts";
import { cookiesOf } from "../support/session-cookies.ts";

withDatabase();

const NAME = `mutation ($input: ChangeOwnNameInput!) {
  own: changeOwnName(input: $input) { user { name role } userErrors { code message path } }
}`;
const PASSWORD = `mutation ($input: ChangeOwnPasswordInput!) {
  own: changeOwnPassword(input: $input) { user { email } userErrors { code message path } }
}`;
const OLD = "correct horse battery";
const NEW = "a better horse battery";

type Own = { user: object | null; userErrors: { code: string; message: string; path: string[] }[] };

let tenant: TestTenant;
let count = 0;
beforeEach(async () => {
  tenant = await createTenant();
});

function makeUser(role: Role = "VIEWER"): Promise<User> {
  count += 1;
  return insertUser({ tenantId: tenant.id, email: `own${count}@example.com`, name: "Dana Duty", role, password: OLD });
}

async function change(user: User, query: string, input: object): Promise<Own> {
  const answer = await post(query, { input }, {}, await cookiesOf(user));
  if (answer.errors.length > 0) throw new Error(answer.text);
  return (answer.data as { own: Own }).own;
}

function setPassword(user: User, currentPassword: string, newPassword = NEW): Promise<Own> {
  return change(user, PASSWORD, { currentPassword, newPassword });
}

function signIn({ email }: User, password: string): Promise<unknown> {
  const [provider] = sessionOptions().providers;
  const options = provider?.options as { authorize: (input: unknown) => Promise<unknown> };
  return options.authorize({ email, password });
}

async function isSignedIn(user: User): Promise<boolean> {
  return (await viewerOfSession(await cookiesOf(user))) !== null;
}

function codes({ userErrors }: Own): string[] {
  return userErrors.map(({ code, path }) => [code, ...path].join(" "));
}

describe.each(ROLES)("somebody with the role %s", (role) => {
  test("changes their own name, and stays signed in", async () => {
    const user = await makeUser(role);
    const own = await change(user, NAME, { name: " Dana Day " });
    expect(own).toEqual({ user: { name: "Dana Day", role }, userErrors: [] });
    expect(await viewerOfSession(await cookiesOf(user))).toMatchObject({ name: "Dana Day" });
  });

  test("sets a new password with the current one, which ends every session of theirs and nobody else's", async () => {
    const [user, other] = [await makeUser(role), await makeUser(role)];
    expect(await setPassword(user, OLD)).toEqual({ user: { email: user.email }, userErrors: [] });
    expect([await isSignedIn(user), await isSignedIn(other)]).toEqual([false, true]);
    expect(await signIn(user, OLD)).toBeNull();
    expect(await signIn(user, NEW)).toMatchObject({ email: user.email });
    expect(await signIn(other, OLD)).not.toBeNull();
  });
});

describe("a new password is refused", () => {
  test.each([
    ["with a wrong current one", "a guess", NEW, ["INVALID currentPassword"]],
    ["without a current one", "", NEW, ["REQUIRED currentPassword"]],
    ["when it is the current one", OLD, OLD, ["INVALID newPassword"]],
    ["when it is short", OLD, "eleven char", ["INVALID newPassword"]],
    ["when it is long", OLD, "x".repeat(257), ["LIMIT_EXCEEDED newPassword"]],
    ["with all its faults at once", "a guess", "", ["INVALID currentPassword", "REQUIRED newPassword"]],
  ])("%s, and nothing changes", async (_case, currentPassword, newPassword, expected) => {
    const user = await makeUser();
    const own = await setPassword(user, currentPassword, newPassword);
    expect([own.user, codes(own)]).toEqual([null, expected]);
    expect(await findUserByEmail(user.email)).toEqual(user);
    expect(JSON.stringify(own)).not.toMatch(/a guess|eleven char|correct horse/);
  });

  test("after ten wrong ones, also with the right one; the door stays open, and an administrator's password helps", async () => {
    const user = await makeUser();
    for (let index = 0; index < 10; index += 1) {
      expect(codes(await setPassword(user, "a guess"))).toEqual(["INVALID currentPassword"]);
    }
    const own = await setPassword(user, OLD);
    expect(codes(own)).toEqual(["NOT_ALLOWED_NOW currentPassword"]);
    expect(own.userErrors[0]?.message).toMatch(/^Too many wrong passwords/);
    expect(await signIn(user, OLD)).not.toBeNull();

    const reset = `mutation ($id: ID!) { updateUser(input: { id: $id, password: "from the administrator" }) { userErrors { code } } }`;
    await post(reset, { id: encodeId("usr", user.id) }, { "x-api-key": tenant.key });
    const anew = { ...user, sessionVersion: 2 };
    expect(await setPassword(anew, "from the administrator")).toMatchObject({ userErrors: [] });
  });

  test("when many are guessed at once, after as many as one after the other", async () => {
    const user = await makeUser();
    const guesses = await Promise.all(Array.from({ length: 12 }, () => setPassword(user, "a guess")));
    const told = guesses.flatMap(codes).toSorted();
    expect(told).toEqual([
      ...Array(10).fill("INVALID currentPassword"),
      ...Array(2).fill("NOT_ALLOWED_NOW currentPassword"),
    ]);
  });

  test("when another one was set with the same current one a moment before", async () => {
    const user = await makeUser();
    const both = await Promise.all([setPassword(user, OLD, `${NEW} 1`), setPassword(user, OLD, `${NEW} 2`)]);
    expect(both.map(codes).toSorted((a, b) => a.length - b.length)).toEqual([[], ["INVALID currentPassword"]]);
  });
});

test("changing the password often is no wrong guess", async () => {
  const user = await makeUser();
  for (let index = 0; index < 12; index += 1) {
    const own = await setPassword(
      { ...user, sessionVersion: index + 1 },
      index === 0 ? OLD : `${NEW} ${index - 1}`,
      `${NEW} ${index}`,
    );
    expect(own.userErrors).toEqual([]);
  }
});

test("an API key has no account of its own", async () => {
  for (const [query, input] of [
    [NAME, { name: "Key" }],
    [PASSWORD, { currentPassword: OLD, newPassword: NEW }],
  ] as const) {
    const { data } = await post(query, { input }, { "x-api-key": tenant.key });
    expect((data as { own: Own }).own).toEqual({
      user: null,
      userErrors: [
        {
          code: "NOT_ALLOWED_NOW",
          message: "Only somebody who is signed in has an account of their own; an API key has none.",
          path: [],
        },
      ],
    });
  }
});
