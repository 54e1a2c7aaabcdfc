/** Users over the API: made, changed and removed by administrators; the last ADMIN stays; sessions end; all is audited. */
import { beforeEach, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { newId } from "#db/new-id";
import { findSessionUser, findUserByEmail, insertUser } from "#db/users";
import { graphql } from "#graphql/document";
import { sessionOptions } from "#graphql/session";
import { decodeId, encodeId } from "#webhooks/id";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

const USERS = graphql(`query { users { id email name role } }`);
const CREATE = graphql(`
  mutation ($input: CreateUserInput!) {
    createUser(input: $input) { user { id email name role } userErrors { code message path } }
  }
`);
const UPDATE = graphql(`
  mutation ($input: UpdateUserInput!) {
    updateUser(input: $input) { user { email name role } userErrors { code message path } }
  }
`);
const DELETE = graphql(`
  mutation ($input: IdInput!) { deleteUser(input: $input) { deletedId userErrors { code path } } }
`);
const AUDIT = graphql(`
  query { auditLog { edges { node { id at actor action subjectId summary before after } } } }
`);

const PASSWORD = "correct horse battery";

let tenant: TestTenant;
let count = 0;
beforeEach(async () => {
  tenant = await createTenant();
});

/** Addresses are unique over all tenants of the file. */
function newUser(fields: { name?: string; role?: "VIEWER" | "EDITOR" | "ADMIN" } = {}) {
  count += 1;
  return {
    email: `user${count}@example.com`,
    name: "Dana Duty",
    role: "EDITOR" as const,
    password: PASSWORD,
    ...fields,
  };
}

async function makeUser(fields: Parameters<typeof newUser>[0] = {}) {
  const { createUser } = await tenant.ask(CREATE, { input: newUser(fields) });
  if (!createUser.user) throw new Error(JSON.stringify(createUser.userErrors));
  return createUser.user;
}

async function signIn(email: string, password: string) {
  const [provider] = sessionOptions().providers;
  const options = provider?.options as { authorize: (input: unknown) => Promise<unknown> };
  return options.authorize({ email, password });
}

async function isSignedIn(userId: string, sessionVersion: number): Promise<boolean> {
  const session = { userId: decodeId("usr", userId) ?? "", sessionVersion, sessionId: newId() };
  return (await findSessionUser(session)) !== null;
}

describe("a new user", () => {
  test("can sign in, and is listed by name", async () => {
    const zoe = await makeUser({ name: "Zoe" });
    const adam = await makeUser({ name: "adam", role: "VIEWER" });
    expect(await tenant.ask(USERS, {})).toEqual({ users: [adam, zoe] });
    expect(await signIn(zoe.email, PASSWORD)).toMatchObject({ email: zoe.email, sessionVersion: 1 });
  });

  test("has an address that nobody has, in whichever tenant and letter case", async () => {
    const { email } = await makeUser();
    const other = await createTenant();
    const { createUser } = await other.ask(CREATE, { input: { ...newUser(), email: email.toUpperCase() } });
    expect(createUser).toEqual({
      user: null,
      userErrors: [
        { code: "CONFLICT", message: `The e-mail address ${email.toUpperCase()} is taken.`, path: ["email"] },
      ],
    });
    expect(await other.ask(USERS, {})).toEqual({ users: [] });
  });

  test("is made once when two ask at the same moment", async () => {
    const input = newUser();
    const answers = await Promise.all([tenant.ask(CREATE, { input }), tenant.ask(CREATE, { input })]);
    const codes = answers.map(({ createUser }) => createUser.userErrors.map(({ code }) => code));
    expect(codes.sort()).toEqual([[], ["CONFLICT"]]);
  });

  test("is refused with all its faults at once", async () => {
    const { createUser } = await tenant.ask(CREATE, {
      input: { email: "nobody", name: "", role: "ADMIN", password: "short" },
    });
    expect(createUser.userErrors.map(({ code, path }) => [code, ...path])).toEqual([
      ["INVALID", "email"],
      ["REQUIRED", "name"],
      ["INVALID", "password"],
    ]);
    expect(await tenant.ask(USERS, {})).toEqual({ users: [] });
  });
});

describe("a change", () => {
  test("of the name leaves sessions alone", async () => {
    const { id, email } = await makeUser();
    const { updateUser } = await tenant.ask(UPDATE, { input: { id, name: "Dana Day" } });
    expect(updateUser).toEqual({ user: { email, name: "Dana Day", role: "EDITOR" }, userErrors: [] });
    expect(await isSignedIn(id, 1)).toBe(true);
  });

  test.each([{ password: "another good password" }, { role: "VIEWER" as const }])(
    "of %j ends sessions",
    async (fields) => {
      const { id } = await makeUser();
      expect(await isSignedIn(id, 1)).toBe(true);
      expect((await tenant.ask(UPDATE, { input: { id, ...fields } })).updateUser.userErrors).toEqual([]);
      expect(await isSignedIn(id, 1)).toBe(false);
    },
  );

  test("to the same role changes nothing", async () => {
    const { id } = await makeUser();
    await tenant.ask(UPDATE, { input: { id, role: "EDITOR", name: "Dana Duty" } });
    expect(await isSignedIn(id, 1)).toBe(true);
    expect((await tenant.ask(AUDIT, {})).auditLog.edges).toHaveLength(1);
  });

  test("of the password lets the new one in, also after too many failures with the old", async () => {
    const { id, email } = await makeUser();
    for (let index = 0; index < 10; index += 1) await signIn(email, "guess");
    await expect(signIn(email, PASSWORD)).rejects.toThrow("TooManyTries");
    await tenant.ask(UPDATE, { input: { id, password: "another good password" } });
    expect(await signIn(email, PASSWORD)).toBeNull();
    expect(await signIn(email, "another good password")).not.toBeNull();
  });

  test("of a user that is none, or another tenant's, is NOT_FOUND, with the other faults", async () => {
    const other = await createTenant();
    const { id } = await makeUser();
    for (const unknown of [id, "usr_x", encodeId("key", decodeId("usr", id) ?? "")]) {
      const { updateUser } = await other.ask(UPDATE, { input: { id: unknown, password: "short" } });
      expect(updateUser.userErrors.map(({ code, path }) => [code, ...path])).toEqual([
        ["NOT_FOUND", "id"],
        ["INVALID", "password"],
      ]);
      expect((await other.ask(DELETE, { input: { id: unknown } })).deleteUser).toEqual({
        deletedId: null,
        userErrors: [{ code: "NOT_FOUND", path: ["id"] }],
      });
    }
    expect(await isSignedIn(id, 1)).toBe(true);
  });
});

describe("the last ADMIN", () => {
  test("can be neither removed nor demoted; with a second one either can", async () => {
    const first = await makeUser({ role: "ADMIN" });
    const demote = { input: { id: first.id, role: "EDITOR" as const } };
    expect((await tenant.ask(UPDATE, demote)).updateUser.userErrors).toMatchObject([
      { code: "NOT_ALLOWED_NOW", path: ["role"] },
    ]);
    expect((await tenant.ask(DELETE, { input: { id: first.id } })).deleteUser.userErrors).toEqual([
      { code: "NOT_ALLOWED_NOW", path: ["id"] },
    ]);
    const { users } = await tenant.ask(USERS, {});
    expect(users).toEqual([first]);
    const second = await makeUser({ role: "ADMIN" });
    expect((await tenant.ask(UPDATE, demote)).updateUser.userErrors).toEqual([]);
    expect((await tenant.ask(DELETE, { input: { id: second.id } })).deleteUser.userErrors).toHaveLength(1);
  });

  test("stays also when both of two are removed at the same moment", async () => {
    const admins = [await makeUser({ role: "ADMIN" }), await makeUser({ role: "ADMIN" })];
    const answers = await Promise.all(admins.map(({ id }) => tenant.ask(DELETE, { input: { id } })));
    expect(answers.filter(({ deleteUser }) => deleteUser.deletedId !== null)).toHaveLength(1);
    expect((await tenant.ask(USERS, {})).users).toHaveLength(1);
  });

  test("of another tenant does not count", async () => {
    const other = await createTenant();
    await insertUser({ ...newUser({ role: "ADMIN" }), tenantId: other.id });
    const { id } = await makeUser({ role: "ADMIN" });
    expect((await tenant.ask(DELETE, { input: { id } })).deleteUser.userErrors).toHaveLength(1);
  });
});

test("a removed user is gone at once, and the address is free again", async () => {
  const { id, email } = await makeUser();
  expect((await tenant.ask(DELETE, { input: { id } })).deleteUser).toEqual({ deletedId: id, userErrors: [] });
  expect(await isSignedIn(id, 1)).toBe(false);
  expect(await findUserByEmail(email)).toBeNull();
  expect((await tenant.ask(CREATE, { input: { ...newUser(), email } })).createUser.userErrors).toEqual([]);
});

test("the audit trail tells who did what, with before and after, and holds no password", async () => {
  const { id, email } = await makeUser();
  await tenant.ask(UPDATE, { input: { id, role: "ADMIN", password: "another good password" } });
  await makeUser({ role: "ADMIN" });
  await tenant.ask(DELETE, { input: { id } });
  const { auditLog } = await tenant.ask(AUDIT, {});
  const own = auditLog.edges.map(({ node }) => node).filter(({ subjectId }) => subjectId === id);
  expect(own).toMatchObject([
    { actor: "Test key", action: "user.deleted", before: { email, role: "ADMIN" }, after: null },
    {
      action: "user.updated",
      summary: "User Dana Duty was updated: role, password.",
      before: { role: "EDITOR" },
      after: { role: "ADMIN" },
    },
    { action: "user.created", before: null, after: { id, email, name: "Dana Duty", role: "EDITOR" } },
  ]);
  const [stored] = await client().sql`select string_agg(row_to_json(a)::text, ' ') as text from audit_entries a`;
  expect(stored?.text).not.toMatch(/scrypt|correct horse|another good/);
});
