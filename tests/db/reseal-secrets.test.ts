/** Another encryption key: everything sealed with the old one is sealed with the new one, and opens as before. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { client } from "#db/client";
import { loadDeliverySubscription } from "#db/definitions";
import { createTenant, withDatabase } from "../support/api.ts";
import { makeSubscription } from "../support/definitions.ts";

withDatabase();

const NEW_KEY = randomBytes(32).toString("base64");
let oldKey = "";
let tenantId = "";
let ids: string[] = [];

beforeAll(async () => {
  oldKey = process.env.ENCRYPTION_KEY ?? "";
  ({ id: tenantId } = await createTenant());
  ids = await Promise.all(
    [1, 2, 3].map((number) =>
      makeSubscription(tenantId, {
        uri: `https://192.88.99.1/${number}`,
        security: { type: "apiKey", apiKey: `key-${number}` },
        secret: number === 3 ? null : `shared-${number}`,
      }),
    ),
  );
});
afterAll(() => vi.resetModules());

/** The modules as a process with this ENCRYPTION_KEY has them; the connection is the same. */
async function withKeys(keys: string) {
  vi.resetModules();
  process.env.ENCRYPTION_KEY = keys;
  const { resealSecrets } = await import("#db/reseal-secrets");
  const { loadDeliverySubscription: load } = await import("#db/definitions");
  return { reseal: () => resealSecrets(client().sql), load: (id: string) => load(client(), tenantId, id) };
}

async function sealedWith(): Promise<Record<string, number>> {
  const rows = await client().sql<{ key: string; n: number }[]>`
    select split_part(sealed, '.', 2) as key, count(*)::int as n from (
      select security as sealed from subscriptions union all select secret from subscriptions where secret is not null
      union all select key from signing_keys) s group by 1`;
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

test("a new key in front seals everything anew, once, and the old one can go", async () => {
  const before = await Promise.all(ids.map((id) => loadDeliverySubscription(client(), tenantId, id)));
  const [oldId, ...none] = Object.keys(await sealedWith());
  expect(none).toEqual([]);
  const both = await withKeys(`${NEW_KEY},${oldKey}`);
  expect(await both.reseal()).toMatchObject({ resealed: 8, unreadable: 0 });
  const after = await sealedWith();
  expect(Object.keys(after)).toHaveLength(1);
  expect(after).not.toHaveProperty(String(oldId));
  expect(await both.reseal()).toMatchObject({ resealed: 0, unreadable: 0 });
  const onlyNew = await withKeys(NEW_KEY);
  expect(await Promise.all(ids.map((id) => onlyNew.load(id)))).toEqual(before);
});

test("what no listed key opens is counted and left as it is", async () => {
  const before = await sealedWith();
  const other = await withKeys(randomBytes(32).toString("base64"));
  const missingKeys = new Set(Object.keys(before));
  expect(await other.reseal()).toEqual({ resealed: 0, unreadable: 8, missingKeys });
  expect(await sealedWith()).toEqual(before);
});
