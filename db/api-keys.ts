/**
 * API keys: `sp_` and 256 random bits, kept as their SHA-256 only (a fast hash is enough for a key nobody can guess).
 * A key is shown once, when it is made.
 */
import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm";
import type { Permission } from "#webhooks/permissions";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { apiKeys } from "./schema.ts";

export type ApiKey = typeof apiKeys.$inferSelect;

const KEY_BYTES = 32;
const PREFIX_LENGTH = 8;
/** `lastUsedAt` is kept this exactly, so that a busy key is not a write for each request. */
const LAST_USED_PRECISION_MS = 60_000;

/** A new key's text: `sp_` and 43 characters. */
export function generateApiKey(): string {
  return `sp_${randomBytes(KEY_BYTES).toString("base64url")}`;
}

export async function insertApiKey(
  key: { tenantId: string; name: string; permissions: readonly Permission[]; key: string; expiresAt?: Date | null },
  db: Queryable = client().db,
): Promise<ApiKey> {
  const { key: secret, permissions, ...fields } = key;
  const [row] = await db
    .insert(apiKeys)
    .values({
      id: newId(),
      ...fields,
      permissions: [...permissions],
      prefix: secret.slice(0, PREFIX_LENGTH),
      hash: hashApiKey(secret),
    })
    .returning();
  if (!row) throw new Error("The API key was not stored.");
  return row;
}

/** The key with this text that is neither revoked nor expired (index api_keys_hash); notes its use. */
export async function findActiveApiKey(secret: string, now: Date): Promise<ApiKey | null> {
  const { db } = client();
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.hash, hashApiKey(secret)),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    );
  if (!row) return null;
  const staleBefore = new Date(now.getTime() - LAST_USED_PRECISION_MS);
  if (row.lastUsedAt === null || row.lastUsedAt < staleBefore) {
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, row.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, staleBefore))));
  }
  return row;
}

/** By id; unknown and foreign ids are left out. */
export async function findApiKeys(
  tenantId: string,
  ids: readonly string[],
  db: Queryable = client().db,
): Promise<ApiKey[]> {
  return db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, tenantId), inArray(apiKeys.id, [...ids])));
}

/** All of a tenant, expired and revoked ones too, newest first (index api_keys_tenant). */
export async function listApiKeys(tenantId: string): Promise<ApiKey[]> {
  return client().db.select().from(apiKeys).where(eq(apiKeys.tenantId, tenantId)).orderBy(desc(apiKeys.id));
}

/** The key lets nobody in from the next request on. */
export async function revokeApiKey(db: Queryable, { tenantId, id }: ApiKey, now: Date): Promise<ApiKey> {
  const [row] = await db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, id)))
    .returning();
  if (!row) throw new Error("The API key to revoke is gone.");
  return row;
}

function hashApiKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
