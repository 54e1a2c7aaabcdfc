/** By whose key a request is signed that came to an inbox: judged as it arrives, by its body as it was sent. */
import { listSigningKeys } from "#db/signing-keys";
import type { Subscription } from "#db/subscriptions";
import { buildSignature } from "#webhooks/signature";

/** The subscription's UUID; null: none of these has signed it, or with a key that had expired. */
export async function findSigner(
  tenantId: string,
  senders: readonly Subscription[],
  headers: Headers,
  body: string,
): Promise<string | null> {
  const id = headers.get("webhook-id");
  const timestamp = Number(headers.get("webhook-timestamp"));
  const given = (headers.get("webhook-signature") ?? "").split(" ").filter((one) => one !== "");
  if (!id || !Number.isSafeInteger(timestamp) || given.length === 0 || senders.length === 0) return null;
  const sentAt = new Date(timestamp * 1000);
  const ids = senders.map((sender) => sender.id);
  const keys = await listSigningKeys(tenantId, ids);
  const signer = ids.find((sender) => {
    const expected = buildSignature(id, timestamp, body, keys.get(sender) ?? [], sentAt).split(" ");
    return given.some((one) => expected.includes(one));
  });
  return signer ?? null;
}
