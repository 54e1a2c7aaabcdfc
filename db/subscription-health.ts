/** What attempts of subscriptions came to lately, as workers note it. Leaves judging it to webhooks/subscription-health. */
import { and, eq, inArray } from "drizzle-orm";
import { client } from "./client.ts";
import { circuitBreakers, subscriptionHealth } from "./schema.ts";

/** `pausedAt` null: the circuit breaker is closed. */
export type SubscriptionHealthRow = typeof subscriptionHealth.$inferSelect & {
  pausedAt: Date | null;
  probeAt: Date | null;
};

/** Subscriptions that nothing was sent to yet are left out. */
export async function listHealth(
  tenantId: string,
  subscriptionIds: readonly string[],
): Promise<SubscriptionHealthRow[]> {
  const rows = await client()
    .db.select({ health: subscriptionHealth, pausedAt: circuitBreakers.openedAt, probeAt: circuitBreakers.probeAt })
    .from(subscriptionHealth)
    .leftJoin(circuitBreakers, eq(circuitBreakers.subscriptionId, subscriptionHealth.subscriptionId))
    .where(
      and(eq(subscriptionHealth.tenantId, tenantId), inArray(subscriptionHealth.subscriptionId, [...subscriptionIds])),
    );
  return rows.map(({ health, ...breaker }) => ({ ...health, ...breaker }));
}
