/** What attempts of subscriptions came to lately, as workers note it. Leaves judging it to webhooks/subscription-health. */
import { and, eq, inArray } from "drizzle-orm";
import { client } from "./client.ts";
import { subscriptionHealth } from "./schema.ts";

export type SubscriptionHealthRow = typeof subscriptionHealth.$inferSelect;

/** Subscriptions that nothing was sent to yet are left out. */
export async function listHealth(
  tenantId: string,
  subscriptionIds: readonly string[],
): Promise<SubscriptionHealthRow[]> {
  return client()
    .db.select()
    .from(subscriptionHealth)
    .where(
      and(eq(subscriptionHealth.tenantId, tenantId), inArray(subscriptionHealth.subscriptionId, [...subscriptionIds])),
    );
}
