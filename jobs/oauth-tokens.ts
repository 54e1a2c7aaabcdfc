/**
 * Access tokens by client credentials (RFC 6749, section 4.4): fetched once for many deliveries, kept until shortly
 * before they expire, forgotten when a receiver refuses one. The token endpoint is behind the same address guard as
 * deliveries.
 */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import * as z from "zod";
import type { SecurityModel } from "#webhooks/security-model";
import { post } from "./post.ts";

type OAuth2 = Extract<SecurityModel, { type: "oauth2" }>;
/** `value` null: the security model needs no token. `detail` says what the token endpoint did, without secrets. */
export type TokenResult = { ok: true; value: string | null } | { ok: false; detail: string };

const TOKENS_MAX = 5_000;
/** A token is renewed this long before it expires; one that lives shortly, when so much of its life is left. */
const RENEW_BEFORE_MS = 30_000;
const RENEW_BEFORE_SHARE = 0.2;
/** For endpoints that do not say how long a token lives. */
const LIFETIME_MS_DEFAULT = 5 * 60_000;

/** Visible ASCII only: the token becomes part of a header. */
const tokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  expires_in: z.coerce.number().optional(),
});
const tokens = new LRUCache<string, string>({ max: TOKENS_MAX, ttl: LIFETIME_MS_DEFAULT });
const fetching = new Map<string, Promise<TokenResult>>();

/** The token to send, from memory or fetched; many callers at once cause one request. Never rejects. */
export async function findOAuthToken(
  { security }: { security: SecurityModel },
  timeoutMs: number,
): Promise<TokenResult> {
  if (security.type !== "oauth2") return { ok: true, value: null };
  const key = keyOf(security);
  const known = tokens.get(key);
  if (known) return { ok: true, value: known };
  let fetched = fetching.get(key);
  if (!fetched) {
    fetched = fetchToken(security, key, timeoutMs).finally(() => fetching.delete(key));
    fetching.set(key, fetched);
  }
  return fetched;
}

/**
 * The receiver refused this token: the next attempt fetches anew. Of many attempts that it refuses at once the first does
 * so; the others find its successor and leave it.
 */
export function forgetOAuthToken({ security }: { security: SecurityModel }, refused: string | null): void {
  if (security.type !== "oauth2") return;
  const key = keyOf(security);
  if (tokens.get(key) === refused) tokens.delete(key);
}

async function fetchToken(security: OAuth2, key: string, timeoutMs: number): Promise<TokenResult> {
  const form = new URLSearchParams({ grant_type: "client_credentials" });
  if (security.scope) form.set("scope", security.scope);
  const credentials = `${encodeURIComponent(security.clientId)}:${encodeURIComponent(security.clientSecret)}`;
  const result = await post({
    uri: security.tokenUri,
    headers: [
      ["content-type", "application/x-www-form-urlencoded"],
      ["accept", "application/json"],
      ["authorization", `Basic ${Buffer.from(credentials).toString("base64")}`],
    ],
    body: form.toString(),
    timeoutMs,
  });
  if (result.kind === "failure") return { ok: false, detail: `the token endpoint: ${result.detail ?? result.failure}` };
  if (result.statusCode !== 200) return { ok: false, detail: `the token endpoint answered ${result.statusCode}` };
  const answer = tokenAnswer.safeParse(parseJson(result.body));
  if (!answer.success) return { ok: false, detail: "the token endpoint's answer holds no access token" };
  const lifetimeMs = (answer.data.expires_in ?? 0) * 1000 || LIFETIME_MS_DEFAULT;
  const renewBeforeMs = Math.min(RENEW_BEFORE_MS, lifetimeMs * RENEW_BEFORE_SHARE);
  const ttl = Math.floor(lifetimeMs - renewBeforeMs);
  if (ttl > 0) tokens.set(key, answer.data.access_token, { ttl });
  return { ok: true, value: answer.data.access_token };
}

/** One token per client and scope, also when several subscriptions share them. */
function keyOf({ tokenUri, clientId, clientSecret, scope }: OAuth2): string {
  return createHash("sha256")
    .update(JSON.stringify([tokenUri, clientId, clientSecret, scope]))
    .digest("base64");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
