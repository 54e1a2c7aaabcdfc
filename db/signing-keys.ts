/** Standard Webhooks signing keys of subscriptions, sealed at rest. Leaves signing to webhooks/signature. */
import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import { buildSigningKey } from "#webhooks/signature";
import type { SigningKey } from "#webhooks/subscription";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { signingKeys } from "./schema.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";

const KEY_BYTES = 32;

/** Makes a key of 256 random bits that signs from now on, without end. */
export async function insertSigningKey(db: Queryable, tenantId: string, subscriptionId: string): Promise<void> {
  const key = sealSecret(buildSigningKey(randomBytes(KEY_BYTES)), subscriptionId);
  await db.insert(signingKeys).values({ id: newId(), tenantId, subscriptionId, key });
}

/** Sets an end to every key of a subscription that has none, or a later one. */
export async function expireSigningKeys(
  db: Queryable,
  tenantId: string,
  subscriptionId: string,
  expiresAt: Date,
): Promise<void> {
  await db
    .update(signingKeys)
    .set({ expiresAt })
    .where(
      and(
        eq(signingKeys.tenantId, tenantId),
        eq(signingKeys.subscriptionId, subscriptionId),
        or(isNull(signingKeys.expiresAt), gt(signingKeys.expiresAt, expiresAt)),
      ),
    );
}

/** The keys of subscriptions in the clear, newest first, by subscription (index signing_keys_subscription). */
export async function listSigningKeys(
  tenantId: string,
  subscriptionIds: readonly string[],
  db: Queryable = client().db,
): Promise<Map<string, SigningKey[]>> {
  const rows = await db
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.tenantId, tenantId), inArray(signingKeys.subscriptionId, [...subscriptionIds])))
    .orderBy(desc(signingKeys.id));
  const keys = new Map<string, SigningKey[]>();
  for (const row of rows) {
    const opened = {
      key: openSecret(row.key, row.subscriptionId),
      createdAt: row.createdAt,
      expiresAt: row.expiresAt,
    };
    keys.set(row.subscriptionId, [...(keys.get(row.subscriptionId) ?? []), opened]);
  }
  return keys;
}
