/** Health of subscriptions. */
import { type HealthState as HealthStateName, judgeHealth } from "#webhooks/subscription-health";
import { builder } from "../builder.ts";
import { WebhookSubscription } from "../type-refs.ts";

export const HealthState = builder.enumType("HealthState", {
  description: "How a subscription fares.",
  values: {
    HEALTHY: { value: "HEALTHY", description: "The last attempt succeeded." },
    FAILING: { value: "FAILING", description: "The last attempt failed." },
    PAUSED: { value: "PAUSED", description: "The circuit breaker is open; deliveries are held." },
    INACTIVE: { value: "INACTIVE", description: "Switched off; deliveries are held." },
    UNKNOWN: { value: "UNKNOWN", description: "No event was sent yet; tests do not count." },
  } as const satisfies Record<HealthStateName, unknown>,
});

const SubscriptionHealth = builder
  .objectRef<{
    state: HealthStateName;
    summary: string;
    consecutiveFailures: number;
    lastSucceededAt: Date | null;
    lastFailedAt: Date | null;
    heldDeliveries: number;
  }>("SubscriptionHealth")
  .implement({
    description: "What attempts came to lately.",
    authScopes: { permission: "READ" },
    fields: (t) => ({
      state: t.field({ type: HealthState, description: "In a word.", resolve: (health) => health.state }),
      summary: t.exposeString("summary", { description: "In a sentence, with the cause and since when." }),
      consecutiveFailures: t.exposeInt("consecutiveFailures", {
        description: "Attempts that failed since the last success.",
      }),
      lastSucceededAt: t.expose("lastSucceededAt", {
        type: "DateTime",
        nullable: true,
        description: "When an attempt last succeeded.",
      }),
      lastFailedAt: t.expose("lastFailedAt", {
        type: "DateTime",
        nullable: true,
        description: "When an attempt last failed.",
      }),
      heldDeliveries: t.exposeInt("heldDeliveries", { description: "Deliveries that are kept until it takes them." }),
    }),
  });

builder.objectField(WebhookSubscription, "health", (t) =>
  t.field({
    type: SubscriptionHealth,
    description: "What attempts came to lately.",
    authScopes: { permission: "READ" },
    resolve: async ({ id, isActive }, _args, { loaders }) => {
      const [row, heldDeliveries] = await Promise.all([loaders.health.load(id), loaders.heldCount.load(id)]);
      const facts = {
        isActive,
        heldDeliveries,
        consecutiveFailures: row?.consecutiveFailures ?? 0,
        failingSince: row?.failingSince ?? null,
        lastSucceededAt: row?.lastSucceededAt ?? null,
        lastFailedAt: row?.lastFailedAt ?? null,
        lastCause: row?.lastCause ?? null,
        pausedAt: row?.pausedAt ?? null,
        probeAt: row?.probeAt ?? null,
      };
      return { ...facts, ...judgeHealth(facts, new Date()) };
    },
  }),
);
