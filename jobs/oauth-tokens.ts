/**
 * Access tokens by client credentials (RFC 6749, section 4.4): fetched once for many deliveries, kept until shortly
 * before they expire, replaced when a receiver refuses one. The token endpoint is behind the same address guard as
 * deliveries.
 */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import * as z from "zod";
import { describeCause, type PostResult } from "#webhooks/outcome";
import type { SecurityModel } from "#webhooks/security-model";
import { post } from "./post.ts";

type OAuth2 = Extract<SecurityModel, { type: "oauth2" }>;
/** `value` null: the security model needs no token. `detail` says what the token endpoint did, without secrets. */
export type TokenResult = { ok: true; value: string | null } | { ok: false; detail: string };
type FetchedToken = Extract<TokenResult, { ok: false }> | { ok: true; value: string };

const TOKENS_MAX = 5_000;
/** A token is renewed this long before it expires; one that lives shortly, when so much of its life is left. */
const RENEW_BEFORE_MS = 30_000;
const RENEW_BEFORE_SHARE = 0.2;
/** For endpoints that do not say how long a token lives. */
const LIFETIME_MS_DEFAULT = 5 * 60_000;
/** After a token was replaced in vain the next is, at the least and at most, so much later. */
const REPLACE_PAUSE_MS = 1_000;
const REPLACE_PAUSE_MS_MAX = 60_000;

/** Visible ASCII only: the token becomes part of a header. */
const tokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  expires_in: z.coerce.number().optional().catch(undefined),
});
const tokens = new LRUCache<string, string>({ max: TOKENS_MAX, ttl: LIFETIME_MS_DEFAULT });
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
  return fetchOnce(security, key, timeoutMs);
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
  if (known !== undefined && known !== refused) return { ok: true, value: known };
  if (!fetching.has(key)) {
    const pause = replacements.get(id);
    if (pause && performance.now() < pause.untilMs) return null;
    const pauseMs = Math.min(REPLACE_PAUSE_MS * 2 ** (pause?.count ?? 0), REPLACE_PAUSE_MS_MAX);
    replacements.set(id, { count: (pause?.count ?? 0) + 1, untilMs: performance.now() + pauseMs });
    tokens.delete(key);
  }
  return fetchOnce(security, key, timeoutMs);
}

/** The receiver has answered something else than 401: its next refusal may be replaced at once. */
export function noteTokenTaken({ id }: { id: string }): void {
  replacements.delete(id);
}

function fetchOnce(security: OAuth2, key: string, timeoutMs: number): Promise<FetchedToken> {
  const known = fetching.get(key);
  if (known) return known;
  const fetched = fetchToken(security, key, timeoutMs).finally(() => fetching.delete(key));
  fetching.set(key, fetched);
  return fetched;
}

async function fetchToken(security: OAuth2, key: string, timeoutMs: number): Promise<FetchedToken> {
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
  if (result.kind === "failure" || result.statusCode !== 200) return refused(describeRefusal(result, timeoutMs));
  if (result.bodyTruncated) return refused("the token endpoint's answer is longer than 16 KiB");
  const json = parseJson(result.body);
  if (json === undefined) return refused("the token endpoint's answer is no JSON");
  const answer = tokenAnswer.safeParse(json);
  if (!answer.success) return refused("the token endpoint's answer holds no access token");
  const { expires_in: lifetimeSeconds } = answer.data;
  const lifetimeMs = lifetimeSeconds === undefined ? LIFETIME_MS_DEFAULT : lifetimeSeconds * 1000;
  const renewBeforeMs = Math.min(RENEW_BEFORE_MS, lifetimeMs * RENEW_BEFORE_SHARE);
  const ttl = Math.floor(lifetimeMs - renewBeforeMs);
  if (ttl > 0) tokens.set(key, answer.data.access_token, { ttl });
  return { ok: true, value: answer.data.access_token };
}

function refused(detail: string): FetchedToken {
  return { ok: false, detail };
}

/** As a part of the sentence of the attempt's cause. */
function describeRefusal(result: PostResult, timeoutMs: number): string {
  const seconds = Math.ceil(timeoutMs / 1000);
  if (result.kind === "failure" && result.failure === "blocked") return `the token endpoint: ${result.detail}`;
  if (result.kind === "failure" && result.failure === "timeout") {
    return `the token endpoint did not answer within ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  }
  const sentence = describeCause(result, { timeoutSeconds: seconds, receiver: "the token endpoint" });
  return (sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(/\.$/, "");
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
    return undefined;
  }
}
