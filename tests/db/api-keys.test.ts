/** API keys: what finds one, what is kept of it. */
import { expect, test } from "vitest";
import { findActiveApiKey, generateApiKey, insertApiKey } from "#db/api-keys";
import { client } from "#db/client";
import { insertTenant } from "#db/tenants";
import { withDatabase } from "../support/api.ts";

withDatabase();

const MINUTE_MS = 60_000;

async function keyWith(fields: { expiresAt?: Date } = {}) {
  const { id: tenantId } = await insertTenant({ name: "T" });
  const key = generateApiKey();
  const row = await insertApiKey({ tenantId, name: "K", permissions: ["READ"], key, ...fields });
  return { key, row };
}

test("a key is found by its whole text only, and only its hash and first characters are kept", async () => {
  const { key, row } = await keyWith();
  expect(key).toMatch(/^sp_[\w-]{43}$/);
  expect(await findActiveApiKey(key, new Date())).toMatchObject({ id: row.id, prefix: key.slice(0, 8) });
  expect(await findActiveApiKey(key.slice(0, -1), new Date())).toBeNull();
  const [stored] = await client().sql`select row_to_json(k)::text as text from api_keys k where id = ${row.id}`;
  expect(stored?.text).not.toContain(key.slice(9));
});

test("an expired or revoked key is not found", async () => {
  const now = new Date();
  const { key, row } = await keyWith({ expiresAt: new Date(now.getTime() + MINUTE_MS) });
  expect(await findActiveApiKey(key, now)).not.toBeNull();
  expect(await findActiveApiKey(key, new Date(now.getTime() + MINUTE_MS))).toBeNull();
  await client().sql`update api_keys set revoked_at = now() where id = ${row.id}`;
  expect(await findActiveApiKey(key, now)).toBeNull();
});

test("its last use is kept to the minute, without a write for every request", async () => {
  const { key, row } = await keyWith();
  const lastUsed = async () => {
    const [stored] = await client().sql`select last_used_at from api_keys where id = ${row.id}`;
    return new Date(stored?.last_used_at).getTime();
  };
  const start = Date.UTC(2026, 10, 23);
  for (const [atMs, expected] of [
    [0, 0],
    [MINUTE_MS - 1, 0],
    [MINUTE_MS + 1, MINUTE_MS + 1],
  ] as const) {
    await findActiveApiKey(key, new Date(start + atMs));
    expect(await lastUsed()).toBe(start + expected);
  }
});
