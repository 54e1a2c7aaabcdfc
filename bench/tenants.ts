/** The bench's tenants: each has integrations that match what is published and ten times as many that do not. */
import { changeDefinitions } from "#db/definition-change";
import { insertIntegration } from "#db/integrations";
import { insertSigningKey } from "#db/signing-keys";
import { insertSubscription } from "#db/subscriptions";
import { insertTenant } from "#db/tenants";
import type { ParsedEvent } from "#webhooks/event";
import { DEFAULT_RETRY_POLICY } from "#webhooks/retry-policy";

const NON_MATCHING = 10;

/** Makes tenants whose every `alert.sent` makes `fanOut` deliveries; answers their ids. */
export async function makeTenants(count: number, fanOut: number, ports: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const { id } = await insertTenant({ name: `Bench ${number}` });
    ids.push(id);
    const made = await changeDefinitions(id, "bench", async (change) => {
      for (let position = 0; position < fanOut + NON_MATCHING; position += 1) {
        const subscription = await insertSubscription(change.tx, id, {
          externalId: null,
          name: `Receiver ${position}`,
          uri: `http://127.0.0.1:${ports[(number + position) % ports.length]}/hooks/${number}/${position}`,
          eventTypes: ["alert.sent"],
          isActive: true,
          mode: "INTEGRATION",
          security: { type: "header", headers: [{ name: "x-cad-token", value: "bench-token-0123456789" }] },
          secret: null,
          retryPolicy: DEFAULT_RETRY_POLICY,
          rateLimitPerSecond: null,
          timeoutSeconds: 15,
        });
        await insertSigningKey(change.tx, id, subscription.id);
        const priority = position < fanOut ? "Operational" : `none ${position}`;
        await insertIntegration(change, {
          externalId: null,
          name: `Integration ${position}`,
          isEnabled: true,
          quietAfterHours: null,
          trigger: "alert.sent",
          filters: [
            {
              name: null,
              conditions: [
                {
                  field: "metadata.attributes.priority",
                  operator: "IS_ANY_OF",
                  values: [priority, `other ${position}`],
                },
                { field: "metadata.attributes.isReply", operator: "IS_ANY_OF", values: ["false"] },
              ],
            },
          ],
          subscriptionIds: [subscription.id],
        });
      }
      return { ok: true as const, value: null };
    });
    if (!made.ok) throw new Error(made.errors.map((error) => error.message).join(" "));
  }
  return ids;
}

/** An alert of about 0.9 KB. `sentAtMs`: when it was published, for the receiver's clock on the same machine. */
export function makeAlert(sentAtMs: number | null): ParsedEvent {
  return {
    type: "alert.sent",
    externalId: null,
    occurredAt: null,
    metadata: {
      TenantId: "40718",
      OwnerId: "118204",
      attributes: {
        priority: "Operational",
        isReply: false,
        isReplyAll: false,
        isForward: false,
        incidentName: "Hazardous materials spill at Mill Creek",
        incidentTypeName: "Hazardous materials spill",
        incidentCategoryName: "Environmental",
        incidentId: "9f0c2b7e41d84a6c8e5b3d17a2c60f94",
      },
      tags: { facilities: ["3c7be1d40a5f4f2e9b86c1d27f049e10", "77b1c2d3e4f5061728394a5b6c7d8e9f"] },
    },
    data: {
      ...(sentAtMs === null ? {} : { sentAtMs }),
      subject: "Avoid Route 9 between Mill Creek and Depot Rd",
      body: "Crews are on scene. Close windows and doors. ".repeat(6),
    },
  };
}
