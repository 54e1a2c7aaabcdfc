/** Attempts as the Konexus Subscription API shows them: request and answer side by side, secrets masked. */
import { encodeAttemptId, encodeId } from "#webhooks/id";
import type { Loaders } from "../loaders.ts";
import { sentBody } from "../sent-body.ts";
import type { AttemptOfDelivery } from "../type-refs.ts";

/** `response` is null when there was no answer; `cause` says why in a sentence. */
export async function attemptItem(attempt: AttemptOfDelivery, loaders: Loaders) {
  const { deliveryId, number, delivery, request, response, startedAt, durationMs, outcome, cause, statusCode } =
    attempt;
  return {
    id: encodeAttemptId(deliveryId, number),
    timestamp: startedAt,
    uri: request.uri,
    isSuccess: outcome === "SUCCEEDED",
    cause,
    durationMs,
    deliveryId: encodeId("dlv", deliveryId),
    eventType: delivery.eventType,
    request: {
      method: "POST",
      uri: request.uri,
      headers: pairs(request.headers),
      body: await sentBody(attempt, loaders),
    },
    response: response && {
      statusCode,
      headers: pairs(response.headers),
      body: response.body,
      bodyTruncated: response.bodyTruncated,
    },
  };
}

function pairs(headers: readonly [string, string][]) {
  return headers.map(([name, value]) => ({ name, value }));
}
