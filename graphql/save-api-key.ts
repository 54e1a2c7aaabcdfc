/** Making and revoking API keys, and what the audit trail keeps of it (never the key, nor its hash). */
import type { AccountChange } from "#db/account-change";
import { type ApiKey, findApiKeys, generateApiKey, insertApiKey, revokeApiKey } from "#db/api-keys";
import { insertAuditEntry } from "#db/audit";
import type { ApiKeyFields } from "#webhooks/api-key";
import { decodeId, encodeId } from "#webhooks/id";
import type { Parsed } from "#webhooks/user-errors";
import { notFound } from "./user-faults.ts";

/** `secret` is the key's whole text; it is kept nowhere. */
export async function createApiKey(
  change: AccountChange,
  fields: ApiKeyFields,
): Promise<{ apiKey: ApiKey; secret: string }> {
  const secret = generateApiKey();
  const apiKey = await insertApiKey({ tenantId: change.tenantId, ...fields, key: secret }, change.tx);
  await audit(change, "created", null, apiKey);
  return { apiKey, secret };
}

/** NOT_FOUND for an id that names no key of the tenant. A key that is revoked already stays as it is. */
export async function revoke(change: AccountChange, publicId: string, now: Date): Promise<Parsed<ApiKey>> {
  const id = decodeId("key", publicId);
  const [current] = id === null ? [] : await findApiKeys(change.tenantId, [id], change.tx);
  if (!current) return { ok: false, errors: [notFound("API key", publicId, ["id"])] };
  if (current.revokedAt) return { ok: true, value: current };
  const revoked = await revokeApiKey(change.tx, current, now);
  await audit(change, "revoked", current, revoked);
  return { ok: true, value: revoked };
}

function audit(
  { tx, tenantId, actor }: AccountChange,
  verb: "created" | "revoked",
  before: ApiKey | null,
  after: ApiKey,
): Promise<void> {
  return insertAuditEntry(tx, {
    tenantId,
    actor,
    action: `apiKey.${verb}`,
    subjectId: encodeId("key", after.id),
    summary: `API key ${after.name} was ${verb}.`,
    before: before && shown(before),
    after: shown(after),
  });
}

function shown({ id, name, prefix, permissions, createdAt, expiresAt, revokedAt }: ApiKey) {
  return { id: encodeId("key", id), name, prefix, permissions, createdAt, expiresAt, revokedAt };
}
