/**
 * Secrets at rest: AES-256-GCM under ENCRYPTION_KEY, bound to their row by additional data. A sealed text is
 * `v1.<key id>.<base64url of nonce, ciphertext, tag>`; the key id is the first 8 hex digits of the key's SHA-256, so
 * that several keys can be configured: the first seals, all of them open.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { config } from "#config";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keys as configured, by id; the first seals. Parsed once per setting's text. */
let parsed: { text: string; keys: Map<string, Buffer>; sealing: string } | null = null;

/** Seals `plain`; `boundTo` (the owning row's id) must be given again to open it. */
export function sealSecret(plain: string, boundTo: string): string {
  const { keys, sealing } = encryptionKeys();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keyOf(keys, sealing), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([nonce, cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${sealing}.${sealed.toString("base64url")}`;
}

/** Opens what `sealSecret` made. Throws when the key is not configured any more, or the text belongs to another row. */
export function openSecret(sealed: string, boundTo: string): string {
  const [scheme, keyId, body] = sealed.split(".");
  if (scheme !== "v1" || !keyId || !body) throw new Error("A sealed secret is not in the known form.");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", keyOf(encryptionKeys().keys, keyId), bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
}

/** The same for the same text under the same key; nobody without the key can try out what it was made of. */
export function fingerprint(plain: string): string {
  const { keys, sealing } = encryptionKeys();
  return createHmac("sha256", keyOf(keys, sealing)).update(plain).digest("base64url");
}

/** The id of the key that seals now, as it stands in what it sealed. */
export function sealingKeyId(): string {
  return encryptionKeys().sealing;
}

/** The id of the key that sealed a text. */
export function keyIdOf(sealed: string): string {
  return sealed.split(".")[1] ?? "";
}

/** How an error ends that a key which is not listed causes: the queue keeps it with the job that failed. */
export const KEY_NOT_LISTED = "which ENCRYPTION_KEY does not list.";

function keyOf(keys: Map<string, Buffer>, id: string): Buffer {
  const key = keys.get(id);
  if (!key) throw new Error(`A secret was sealed with the encryption key ${id}, ${KEY_NOT_LISTED}`);
  return key;
}

function encryptionKeys(): { keys: Map<string, Buffer>; sealing: string } {
  const text = config().ENCRYPTION_KEY;
  if (parsed?.text === text) return parsed;
  const keys = new Map<string, Buffer>();
  for (const entry of text.split(",")) {
    const key = Buffer.from(entry.trim(), "base64");
    keys.set(createHash("sha256").update(key).digest("hex").slice(0, 8), key);
  }
  const [sealing] = keys.keys();
  if (!sealing) throw new Error("ENCRYPTION_KEY is empty.");
  parsed = { text, keys, sealing };
  return parsed;
}
