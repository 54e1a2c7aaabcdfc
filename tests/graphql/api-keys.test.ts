/** API keys over the API: shown once, of use at once, of none when revoked, and audited without the key. */
import { beforeEach, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { createTenant, post, type TestTenant, withDatabase } from "../support/api.ts";

withDatabase();

const KEYS = graphql(`
  query { apiKeys { id name prefix permissions createdAt lastUsedAt expiresAt revokedAt } }
`);
const CREATE = graphql(`
  mutation ($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey { id name prefix permissions lastUsedAt expiresAt revokedAt }
      secret
      userErrors { code path }
    }
  }
`);
const REVOKE = graphql(`
  mutation ($input: IdInput!) { revokeApiKey(input: $input) { apiKey { id revokedAt } userErrors { code path } } }
`);
const AUDIT = graphql(`query { auditLog { edges { node { actor action subjectId summary before after } } } }`);

let tenant: TestTenant;
beforeEach(async () => {
  tenant = await createTenant();
});

async function makeKey(fields: { expiresAt?: string } = {}) {
  const input = { name: "911 CAD", permissions: ["PUBLISH" as const], ...fields };
  const { createApiKey } = await tenant.ask(CREATE, { input });
  if (!createApiKey.apiKey || !createApiKey.secret) throw new Error(JSON.stringify(createApiKey.userErrors));
  return { ...createApiKey.apiKey, secret: createApiKey.secret };
}

const statusWith = async (secret: string) => (await post("{ viewer { name } }", {}, { "x-api-key": secret })).status;

test("a key works at once with just its permissions, is listed first, and its text never comes back", async () => {
  const { secret, ...key } = await makeKey();
  expect(key).toMatchObject({
    name: "911 CAD",
    prefix: secret.slice(0, 8),
    permissions: ["PUBLISH"],
    lastUsedAt: null,
  });
  const answer = await post("{ viewer { name permissions } events { edges { cursor } } }", {}, { "x-api-key": secret });
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  const { apiKeys } = await tenant.ask(KEYS, {});
  expect(apiKeys.map(({ id }) => id)[0]).toBe(key.id);
  expect(apiKeys[0]?.lastUsedAt).toMatch(/Z$/);
  expect(JSON.stringify(apiKeys)).not.toContain(secret.slice(9));
});

test("a revoked key lets nobody in from then on, and stays revoked since then", async () => {
  const { id, secret } = await makeKey();
  expect(await statusWith(secret)).toBe(200);
  const first = (await tenant.ask(REVOKE, { input: { id } })).revokeApiKey;
  expect(first).toEqual({ apiKey: { id, revokedAt: expect.stringMatching(/Z$/) }, userErrors: [] });
  expect(await statusWith(secret)).toBe(401);
  expect((await tenant.ask(REVOKE, { input: { id } })).revokeApiKey).toEqual(first);
  expect((await tenant.ask(AUDIT, {})).auditLog.edges).toHaveLength(2);
});

test("a key that expires says when", async () => {
  const { expiresAt, secret } = await makeKey({ expiresAt: "2099-01-01T01:00:00+01:00" });
  expect(expiresAt).toBe("2099-01-01T00:00:00.000Z");
  expect(await statusWith(secret)).toBe(200);
});

test("a refused key is not made, and every fault is told", async () => {
  const input = { name: "", permissions: [], expiresAt: "2020-01-01T00:00:00Z" };
  const { createApiKey } = await tenant.ask(CREATE, { input });
  expect(createApiKey).toEqual({
    apiKey: null,
    secret: null,
    userErrors: [
      { code: "REQUIRED", path: ["name"] },
      { code: "REQUIRED", path: ["permissions"] },
      { code: "INVALID", path: ["expiresAt"] },
    ],
  });
  expect((await tenant.ask(KEYS, {})).apiKeys).toHaveLength(1);
});

test("another tenant's key, or what is none, cannot be revoked", async () => {
  const { id, secret } = await makeKey();
  const other = await createTenant();
  for (const unknown of [id, "key_x", id.replace("key", "usr")]) {
    expect((await other.ask(REVOKE, { input: { id: unknown } })).revokeApiKey).toEqual({
      apiKey: null,
      userErrors: [{ code: "NOT_FOUND", path: ["id"] }],
    });
  }
  expect(await statusWith(secret)).toBe(200);
});

test("the audit trail tells of keys, and holds none", async () => {
  const { id, secret } = await makeKey();
  await tenant.ask(REVOKE, { input: { id } });
  const { auditLog } = await tenant.ask(AUDIT, {});
  expect(auditLog.edges.map(({ node }) => node)).toMatchObject([
    { actor: "Test key", action: "apiKey.revoked", subjectId: id, before: { revokedAt: null } },
    {
      action: "apiKey.created",
      subjectId: id,
      summary: "API key 911 CAD was created.",
      before: null,
      after: { name: "911 CAD" },
    },
  ]);
  const [stored] = await client().sql`
    select string_agg(row_to_json(a)::text, ' ') as audit, (select string_agg(hash, ' ') from api_keys) as hashes
    from audit_entries a`;
  expect(stored?.audit).not.toContain(secret.slice(9));
  for (const hash of String(stored?.hashes).split(" ")) expect(stored?.audit).not.toContain(hash);
});
