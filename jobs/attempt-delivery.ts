/**
 * One attempt of one delivery: builds the request, POSTs it, judges the answer. Leaves deciding whether an attempt is
 * due to its caller, and writing it down to record-attempts.
 */
import { deliveryAfterAttempt, type RetryState } from "#webhooks/delivery";
import { encodeId } from "#webhooks/id";
import { describeCause, judgeOutcome, type PostResult, type TokenRenewal } from "#webhooks/outcome";
import { maskRequestHeaders, redactSecrets, secretsOf } from "#webhooks/redaction";
import { buildRequest, completeBody, PING_BODY } from "#webhooks/request";
import { parseRetryAfter } from "#webhooks/retry-policy";
import type { OutgoingEvent } from "./deliverable-events.ts";
import type { DeliverySubscription } from "./delivery-subscriptions.ts";
import { postWithToken } from "./post-with-token.ts";
import type { FinishedAttempt } from "./record-attempts.ts";
import { USER_AGENT } from "./user-agent.ts";

/** What an attempt has to know of its delivery. */
export type AttemptedDelivery = {
  id: string;
  tenantId: string;
  isEmergency: boolean;
  retries: RetryState;
  integration: { id: string; name: string } | null;
};

/** Makes the attempt; the event is null for a ping. Never rejects for what the receiver or the network does. */
export async function attemptDelivery(
  delivery: AttemptedDelivery,
  subscription: DeliverySubscription,
  event: OutgoingEvent | null,
  startedAt: Date,
): Promise<FinishedAttempt> {
  const startedMs = performance.now();
  const body = event
    ? completeBody(event.bodyPart, {
        integration: delivery.integration && {
          id: encodeId("int", delivery.integration.id),
          name: delivery.integration.name,
        },
        secret: subscription.secret,
      })
    : PING_BODY;
  const { result, headers, tokens, renewal } = await postWithToken(
    subscription,
    body,
    (oauthToken) =>
      buildRequest({
        deliveryId: encodeId("dlv", delivery.id),
        body,
        target: subscription,
        oauthToken,
        now: startedAt,
        userAgent: USER_AGENT,
      }).headers,
  );
  return {
    ...judge(delivery, subscription, { result, renewal }, new Date()),
    deliveryId: delivery.id,
    tenantId: delivery.tenantId,
    isEmergency: delivery.isEmergency,
    attemptCount: delivery.retries.attemptCount,
    startedAt,
    durationMs: Math.round(performance.now() - startedMs),
    request: {
      uri: subscription.uri,
      headers: maskRequestHeaders(headers, subscription.security),
      integrationName: delivery.integration?.name ?? null,
      hasSecret: subscription.secret !== null,
    },
    response: result.kind === "response" ? redacted(result, secretsInRequests(subscription, tokens)) : null,
  };
}

/** What the delivery becomes, and the words for it. */
export function judge(
  delivery: AttemptedDelivery,
  subscription: DeliverySubscription,
  { result, renewal = null }: { result: PostResult; renewal?: TokenRenewal | null },
  endedAt: Date,
) {
  const outcome = judgeOutcome(result);
  const statusCode = result.kind === "response" ? result.statusCode : null;
  return {
    outcome,
    statusCode,
    cause: describeCause(result, {
      timeoutSeconds: subscription.timeoutSeconds,
      receiver: subscription.name,
      renewal,
    }),
    ...deliveryAfterAttempt({
      retries: delivery.retries,
      policy: subscription.retryPolicy,
      outcome,
      statusCode,
      retryAfterMs: result.kind === "response" ? parseRetryAfter(headerOf(result, "retry-after"), endedAt) : null,
      now: endedAt,
      random: Math.random(),
    }),
  };
}

function headerOf(result: PostResult & { kind: "response" }, name: string): string | undefined {
  return result.headers.find(([header]) => header.toLowerCase() === name)?.[1];
}

/** A receiver may repeat the token that it refused, too. */
function secretsInRequests(subscription: DeliverySubscription, tokens: readonly string[]): readonly string[] {
  const [last = null, ...before] = [...tokens].reverse();
  const secrets = secretsInRequest(subscription, last);
  if (before.length === 0) return secrets;
  const refused = before.flatMap((token) => secretsOf(subscription.security, null, token));
  return [...refused, ...secrets].sort((a, b) => b.length - a.length);
}

type SecretsOfToken = { oauthToken: string | null; secrets: readonly string[] };
const knownSecrets = new WeakMap<DeliverySubscription, SecretsOfToken>();

/** Kept for each subscription: the same for all its attempts, until a token is renewed. */
function secretsInRequest(subscription: DeliverySubscription, oauthToken: string | null): readonly string[] {
  const known = knownSecrets.get(subscription);
  if (known && known.oauthToken === oauthToken) return known.secrets;
  const secrets = secretsOf(subscription.security, subscription.secret, oauthToken);
  knownSecrets.set(subscription, { oauthToken, secrets });
  return secrets;
}

/** A receiver may echo what it got: no secret of the request stays in the recorded answer. */
function redacted({ headers, body, bodyTruncated }: PostResult & { kind: "response" }, secrets: readonly string[]) {
  if (secrets.length === 0) return { headers, body, bodyTruncated };
  return {
    headers: headers.map(([name, value]): [string, string] => [name, redactSecrets(value, secrets)]),
    body: redactSecrets(body, secrets, bodyTruncated),
    bodyTruncated,
  };
}
