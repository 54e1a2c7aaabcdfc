/**
 * Asks a token endpoint for an access token by client credentials (RFC 6749, section 4.4). It is behind the same address
 * guard as deliveries.
 */
import * as z from "zod";
import { describeCause, type PostResult } from "#webhooks/outcome";
import type { SecurityModel } from "#webhooks/security-model";
import { post } from "./post.ts";

export type OAuth2 = Extract<SecurityModel, { type: "oauth2" }>;
/** `usableMs`: how long it may be kept. `detail` says what the token endpoint did, without secrets. */
export type FetchedToken = { ok: true; value: string; usableMs: number } | { ok: false; detail: string };

/** A token is renewed this long before it expires; one that lives shortly, when so much of its life is left. */
const RENEW_BEFORE_MS = 30_000;
const RENEW_BEFORE_SHARE = 0.2;
/** For endpoints that do not say how long a token lives. */
const LIFETIME_MS_DEFAULT = 5 * 60_000;
/** No timer and no instant goes further; a token that lives longer is asked for once more. */
const USABLE_MS_MAX = 24 * 60 * 60_000;

/** Visible ASCII only: the token becomes part of a header. */
const tokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]{1,8192}$/),
  // Some write the number as text. Anything else says nothing.
  expires_in: z
    .union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())])
    .optional()
    .catch(undefined),
});

/** Never rejects. */
export async function fetchToken(security: OAuth2, timeoutMs: number): Promise<FetchedToken> {
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
  const usableMs = Math.min(Math.floor(lifetimeMs - renewBeforeMs), USABLE_MS_MAX);
  return { ok: true, value: answer.data.access_token, usableMs };
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
