/**
 * The exact request of an attempt: body bytes and headers (contract, "What a receiver gets"). The same event, integration
 * and secret always give the same bytes, so history rebuilds a body instead of storing it. Leaves sending to the HTTP
 * client and masking to redaction.
 */
import { buildSecurityHeaders } from "./security-model.ts";
import { buildSignature } from "./signature.ts";
import type { SubscriptionTarget } from "./subscription.ts";

/** The body of a ping: the JSON string, with its quotes. */
export const PING_BODY = '"Ping!"';

/** `id` is the public id. */
export type BodyEvent = {
  id: string;
  type: string;
  occurredAt: Date;
  metadata: Record<string, unknown>;
  data: Record<string, unknown>;
};

/** `id` is the public id. Null for DIRECT subscriptions and tests: the body has no such key then. */
export type BodyIntegration = { id: string; name: string };

export type BuiltRequest = { headers: [string, string][]; body: string };

/** `{"id","type","timestamp","metadata","data"[,"integration"][,"secret"]}`, keys in this order; timestamp in UTC with milliseconds. */
export function buildBody(input: {
  event: BodyEvent;
  integration: BodyIntegration | null;
  secret: string | null;
}): string {
  return completeBody(buildEventPart(input.event), input);
}

/**
 * The part of a body that all deliveries of an event share: with `completeBody` it makes a body. For those who send one
 * event to many, since writing its JSON is most of the work.
 */
export function buildEventPart({ id, type, occurredAt, metadata, data }: BodyEvent): string {
  const json = JSON.stringify({ id, type, timestamp: occurredAt.toISOString(), metadata, data });
  return json.slice(0, -1);
}

/**
 * The same bytes as `buildEventPart`, from the payload's JSON text `{"metadata":…,"data":…}` as JSON.stringify wrote it:
 * for those who have the text at hand and would only parse and write it again.
 */
export function joinEventPart(event: { id: string; type: string; occurredAt: Date; payloadText: string }): string {
  const { id, type, occurredAt, payloadText } = event;
  const head = JSON.stringify({ id, type, timestamp: occurredAt.toISOString() });
  return `${head.slice(0, -1)},${payloadText.slice(1, -1)}`;
}

export function completeBody(
  eventPart: string,
  { integration, secret }: { integration: BodyIntegration | null; secret: string | null },
): string {
  const integrationPart =
    integration === null ? "" : `,"integration":${JSON.stringify({ id: integration.id, name: integration.name })}`;
  const secretPart = secret === null ? "" : `,"secret":${JSON.stringify(secret)}`;
  return `${eventPart}${integrationPart}${secretPart}}`;
}

/**
 * Headers in the order they are sent; ours in lower case, the security model's as its owner spelled them. `deliveryId`
 * is the public id and becomes `webhook-id`; `now` is the start of this attempt.
 */
export function buildRequest(input: {
  deliveryId: string;
  body: string;
  target: SubscriptionTarget;
  oauthToken: string | null;
  now: Date;
  userAgent: string;
}): BuiltRequest {
  const { deliveryId, body, target, oauthToken, now, userAgent } = input;
  const timestampSeconds = Math.floor(now.getTime() / 1000);
  const signature = buildSignature(deliveryId, timestampSeconds, body, target.signingKeys, now);
  const headers: [string, string][] = [
    ["content-type", "application/json"],
    ["user-agent", userAgent],
    ["webhook-id", deliveryId],
    ["webhook-timestamp", String(timestampSeconds)],
  ];
  if (signature !== "") {
    headers.push(["webhook-signature", signature]);
  }
  for (const { name, value } of buildSecurityHeaders(target.security, oauthToken)) {
    headers.push([name, value]);
  }
  return { headers, body };
}
