/** A tenant with subscriptions and integrations, made with the product's own database functions. */
import { client } from "#db/client";
import { changeDefinitions } from "#db/definition-change";
import { insertDeliveries } from "#db/deliveries";
import { type IntegrationFields, insertIntegration } from "#db/integrations";
import { newId } from "#db/new-id";
import { insertSigningKey } from "#db/signing-keys";
import { insertSubscription } from "#db/subscriptions";
import { insertTenant } from "#db/tenants";
import { publishEvents } from "#jobs/publish-events";
import { addJobs } from "#jobs/queue";
import type { ParsedEvent } from "#webhooks/event";
import { deliveryUuid } from "#webhooks/id";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";
import type { SubscriptionFields } from "#webhooks/subscription";

export async function makeTenant(name = "Harlan County"): Promise<string> {
  return (await insertTenant({ name })).id;
}

/** Active, for integrations, `alert.sent` only, no security, unless said otherwise; answers its id. */
export async function makeSubscription(
  tenantId: string,
  fields: Partial<SubscriptionFields> & { uri: string },
): Promise<string> {
  const made = await changeDefinitions(tenantId, "test", async ({ tx }) => {
    const { id } = await insertSubscription(tx, tenantId, {
      externalId: null,
      name: "Receiver",
      eventTypes: ["alert.sent"],
      isActive: true,
      mode: "INTEGRATION",
      security: { type: "none" },
      secret: null,
      retryPolicy: DEFAULT_RETRY_POLICY,
      rateLimitPerSecond: null,
      timeoutSeconds: 15,
      ...fields,
    });
    await insertSigningKey(tx, tenantId, id);
    return { ok: true, value: id };
  });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.value;
}

/** Enabled, for every `alert.sent`, unless said otherwise; answers its id. */
export async function makeIntegration(
  tenantId: string,
  fields: Partial<IntegrationFields> & { subscriptionIds: string[] },
): Promise<string> {
  const made = await changeDefinitions(tenantId, "test", async (change) => {
    const { id } = await insertIntegration(change, {
      externalId: null,
      name: "Alerts",
      isEnabled: true,
      trigger: "alert.sent",
      filters: [],
      quietAfterHours: null,
      ...fields,
    });
    return { ok: true, value: id };
  });
  if (!made.ok) throw new Error(JSON.stringify(made.errors));
  return made.value;
}

/** An alert as its parser answers it. */
export function alert(attributes: Record<string, unknown> = {}, externalId: string | null = null): ParsedEvent {
  return { type: "alert.sent", externalId, occurredAt: null, metadata: { attributes }, data: {} };
}

/** A tenant with one subscription to a receiver and deliveries that are due, none attempted yet, with their jobs. */
export async function makeDueDeliveries(
  url: string,
  count: number,
  subscription: Partial<Parameters<typeof makeSubscription>[1]> = {},
) {
  const tenantId = await makeTenant();
  const subscriptionId = await makeSubscription(tenantId, { uri: `${url}/${newId()}`, ...subscription });
  const integrationId = await makeIntegration(tenantId, { subscriptionIds: [subscriptionId] });
  const alerts = Array.from({ length: count }, () => alert());
  const { events } = await publishEvents(tenantId, alerts);
  const deliveries = events.map((event) => ({
    id: deliveryUuid(event.id, integrationId, subscriptionId),
    tenantId,
    eventId: event.id,
    subscriptionId,
    integrationId,
    eventType: event.type,
    origin: "EVENT" as const,
    isEmergency: false,
  }));
  await insertDeliveries(client().sql, deliveries);
  const jobs = deliveries.map(({ id }) => ({ task: "deliver" as const, payload: { deliveryIds: [id] }, priority: 0 }));
  await addJobs(client().sql, jobs);
  return { tenantId, subscriptionId, integrationId, deliveryIds: deliveries.map(({ id }) => id) };
}
