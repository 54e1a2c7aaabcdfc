/** Sends once to a subscription as somebody is about to save it: nothing is stored, and nothing is tried again. */
import { randomBytes } from "node:crypto";
import { newId } from "#db/new-id";
import { UNTRIED } from "#webhooks/delivery";
import type { EventPayload } from "#webhooks/event";
import { buildSigningKey } from "#webhooks/signature";
import type { SubscriptionFields } from "#webhooks/subscription";
import { attemptDelivery } from "./attempt-delivery.ts";
import { toOutgoing } from "./deliverable-events.ts";
import type { DeliverySubscription } from "./delivery-subscriptions.ts";
import type { FinishedAttempt } from "./record-attempts.ts";

const KEY_BYTES = 32;

/** What an attempt needs of a subscription that need not exist. */
export type TriedSubscription = Omit<SubscriptionFields, "externalId" | "eventTypes" | "mode">;

/**
 * "Ping!" (event null) or a payload, to a URI that was checked as at saving. Signed with the keys of the subscription that
 * exists, or with one that is made for this request. Never rejects for what the receiver or the network does.
 */
export function trySubscription(
  tenantId: string,
  { isActive: _, ...tried }: TriedSubscription,
  existing: DeliverySubscription | null,
  event: EventPayload | null,
): Promise<FinishedAttempt> {
  const now = new Date();
  const ownKey = { key: buildSigningKey(randomBytes(KEY_BYTES)), createdAt: now, expiresAt: null };
  const target: DeliverySubscription = {
    ...tried,
    id: existing?.id ?? newId(),
    tenantId,
    version: 0,
    isActive: true,
    isDeleted: false,
    signingKeys: existing?.signingKeys ?? [ownKey],
    retryPolicy: { ...tried.retryPolicy, maxRetries: 0 },
  };
  return attemptDelivery(
    { id: newId(), tenantId, isEmergency: false, retries: UNTRIED, integration: null },
    target,
    event && outgoing(event, now),
    now,
  );
}

function outgoing({ type, metadata, data }: EventPayload, occurredAt: Date) {
  return toOutgoing({ id: newId(), type, occurredAt, payloadText: JSON.stringify({ metadata, data }) });
}
