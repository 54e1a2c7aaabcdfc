/**
 * One attempt's POST with its access token, where the security model needs one. A token that the receiver refuses (401) is
 * replaced and the request sent once more, so that a token that was withdrawn early costs no retry.
 */
import type { PostResult, TokenRenewal } from "#webhooks/outcome";
import type { DeliverySubscription } from "./delivery-subscriptions.ts";
import { findOAuthToken, noteTokenTaken, replaceOAuthToken } from "./oauth-tokens.ts";
import { post } from "./post.ts";

/** Sending may take so many timeouts of the subscription altogether: one of them is the last POST's. */
export const TIMEOUTS_WITH_TOKEN = 2;

type Headers = readonly [string, string][];

/** `tokens`: all that were sent, the last one last; empty where none is needed or none came. */
export type Sent = { result: PostResult; headers: Headers; tokens: string[]; renewal: TokenRenewal | null };

/** `headersWith` a token (null: none) are the request's. Never rejects for what the network does. */
export async function postWithToken(
  subscription: DeliverySubscription,
  body: string,
  headersWith: (oauthToken: string | null) => Headers,
): Promise<Sent> {
  const startedMs = performance.now();
  const timeoutMs = subscription.timeoutSeconds * 1000;
  const token = await findOAuthToken(subscription, timeoutMs);
  if (!token.ok) {
    const result: PostResult = { kind: "failure", failure: "token", detail: token.detail };
    return { result, headers: headersWith(null), tokens: [], renewal: null };
  }
  const first = token.value;
  const send = (headers: Headers) => post({ uri: subscription.uri, headers, body, timeoutMs });
  const headers = headersWith(first);
  const result = await send(headers);
  if (first === null) return { result, headers, tokens: [], renewal: null };
  const sent = { result, headers, tokens: [first], renewal: null };
  if (!isRefusal(result)) {
    if (result.kind === "response") noteTokenTaken(subscription);
    return sent;
  }
  const leftMs = (TIMEOUTS_WITH_TOKEN - 1) * timeoutMs - (performance.now() - startedMs);
  const next = leftMs > 0 ? await replaceOAuthToken(subscription, first, leftMs) : null;
  if (next === null) return sent;
  if (!next.ok) return { ...sent, renewal: { ok: false, detail: next.detail } };
  const again = headersWith(next.value);
  const answer = await send(again);
  if (answer.kind === "response" && !isRefusal(answer)) noteTokenTaken(subscription);
  return { result: answer, headers: again, tokens: [first, next.value], renewal: { ok: true } };
}

function isRefusal(result: PostResult): boolean {
  return result.kind === "response" && result.statusCode === 401;
}
