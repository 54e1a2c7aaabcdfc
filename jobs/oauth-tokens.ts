/**
 * Access tokens by client credentials: fetched once for many deliveries, also those of other processes, kept until shortly
 * before they expire, replaced when a receiver refuses one.
 */
import { LRUCache } from "lru-cache";
import { fingerprint } from "#db/sealed-secret";
import type { SecurityModel } from "#webhooks/security-model";
import type { FetchedToken, OAuth2 } from "./fetch-oauth-token.ts";
import { obtainToken } from "./shared-oauth-token.ts";

/** `value` null: the security model needs no token. `detail` says what the token endpoint did, without secrets. */
export type TokenResult = { ok: true; value: string | null } | { ok: false; detail: string };

const TOKENS_MAX = 5_000;
/** After a token was replaced in vain the next is, at the least and at most, so much later. */
const REPLACE_PAUSE_MS = 1_000;
const REPLACE_PAUSE_MS_MAX = 60_000;

const tokens = new LRUCache<string, string>({ max: TOKENS_MAX });
const fetching = new Map<string, Promise<FetchedToken>>();
/** By subscription: how often its receiver had a token replaced since it took one, and until when it has none replaced. */
const replacements = new LRUCache<string, { count: number; untilMs: number }>({ max: TOKENS_MAX });

/** The token to send, from memory or fetched; many callers at once cause one request. Never rejects. */
export async function findOAuthToken(
  { security }: { security: SecurityModel },
  timeoutMs: number,
): Promise<TokenResult> {
  if (security.type !== "oauth2") return { ok: true, value: null };
  const key = keyOf(security);
  const known = tokens.get(key);
  if (known) return { ok: true, value: known };
  return fetchOnce(security, key, null, timeoutMs);
}

/**
 * A successor of a token that the receiver refused; of many attempts that it refuses at once the first has it fetched and
 * the others get the same. Null: what came after it was refused too, so the endpoint is left alone for a while, longer
 * each time, until this subscription takes a token (`noteTokenTaken`). Never rejects.
 */
export async function replaceOAuthToken(
  { id, security }: { id: string; security: SecurityModel },
  refused: string,
  timeoutMs: number,
): Promise<FetchedToken | null> {
  if (security.type !== "oauth2") return null;
  const key = keyOf(security);
  const known = tokens.get(key);
  if (known !== undefined && known !== refused)
    return { ok: true, value: known, usableMs: tokens.getRemainingTTL(key) };
  if (!fetching.has(key)) {
    const pause = replacements.get(id);
    if (pause && performance.now() < pause.untilMs) return null;
    const pauseMs = Math.min(REPLACE_PAUSE_MS * 2 ** (pause?.count ?? 0), REPLACE_PAUSE_MS_MAX);
    replacements.set(id, { count: (pause?.count ?? 0) + 1, untilMs: performance.now() + pauseMs });
    tokens.delete(key);
  }
  return fetchOnce(security, key, refused, timeoutMs);
}

/** The receiver has answered something else than 401: its next refusal may be replaced at once. */
export function noteTokenTaken({ id }: { id: string }): void {
  replacements.delete(id);
}

function fetchOnce(security: OAuth2, key: string, refused: string | null, timeoutMs: number): Promise<FetchedToken> {
  const known = fetching.get(key);
  if (known) return known;
  const fetched = obtainToken(security, key, refused, timeoutMs)
    .then((token) => {
      if (token.ok && token.usableMs >= 1) tokens.set(key, token.value, { ttl: Math.floor(token.usableMs) });
      return token;
    })
    .finally(() => fetching.delete(key));
  fetching.set(key, fetched);
  return fetched;
}

/** One token per client and scope, also when several subscriptions share them. */
function keyOf({ tokenUri, clientId, clientSecret, scope }: OAuth2): string {
  return fingerprint(JSON.stringify([tokenUri, clientId, clientSecret, scope]));
}
