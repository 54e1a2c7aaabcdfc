/**
 * Signatures after Standard Webhooks (https://www.standardwebhooks.com, specification 1.0.0): HMAC-SHA256 of
 * `id.timestamp.body`, one for each key that has not expired, so that receivers can change keys without a gap. Leaves
 * making and sealing keys to their owners.
 */
import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { LRUCache } from "lru-cache";

/** `key` is the whole `whsec_…` text; a key signs until `expiresAt` (null: no end). */
export type SigningKey = { key: string; createdAt: Date; expiresAt: Date | null };

const KEY_PREFIX = "whsec_";

/** Decoded keys by their text: decoding costs as much as signing. */
const keyObjects = new LRUCache<string, KeyObject>({ max: 10_000 });

/**
 * The value of `webhook-signature`: `v1,<base64> v1,<base64>`, newest key first; empty when every key has expired.
 * `id` is the delivery's public id, `timestampSeconds` and `body` exactly as sent.
 */
export function buildSignature(
  id: string,
  timestampSeconds: number,
  body: string,
  keys: readonly SigningKey[],
  now: Date,
): string {
  const content = `${id}.${timestampSeconds}.${body}`;
  return keys
    .filter((key) => key.expiresAt === null || key.expiresAt > now)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map((key) => `v1,${createHmac("sha256", keyObjectOf(key.key)).update(content).digest("base64")}`)
    .join(" ");
}

/** A new key's text from 32 random bytes: `whsec_` and their base64. */
export function buildSigningKey(random: Uint8Array): string {
  return KEY_PREFIX + Buffer.from(random).toString("base64");
}

function keyObjectOf(text: string): KeyObject {
  const known = keyObjects.get(text);
  if (known !== undefined) {
    return known;
  }
  const made = createSecretKey(Buffer.from(text.slice(KEY_PREFIX.length), "base64"));
  keyObjects.set(text, made);
  return made;
}
