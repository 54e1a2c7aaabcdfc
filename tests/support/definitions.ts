/** A tenant with subscriptions and integrations, made with the product's own database functions. */
import { changeDefinitions } from "#db/definition-change";
import { type IntegrationFields, insertIntegration } from "#db/integrations";
import { insertSigningKey } from "#db/signing-keys";
import { insertSubscription } from "#db/subscriptions";
import { insertTenant } from "#db/tenants";
import type { ParsedEvent } from "#webhooks/event";
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
