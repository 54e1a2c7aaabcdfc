/**
 * Health as a condition of lists: the states of `judgeHealth` (webhooks/subscription-health), decided in SQL so that a
 * list of any length can be narrowed by them.
 */
import { and, inArray, type SQL, sql } from "drizzle-orm";
import type { HealthState } from "#webhooks/subscription-health";
import { circuitBreakers, integrationActions, integrations, subscriptionHealth, subscriptions } from "./schema.ts";

/** Of the row of `subscriptions` that is looked at; each look-up is by primary key. */
const STATE = sql`case
  when not ${subscriptions.isActive} then 'INACTIVE'
  when exists (select from ${circuitBreakers} where ${circuitBreakers.subscriptionId} = ${subscriptions.id}) then 'PAUSED'
  else coalesce((select case
      when ${subscriptionHealth.consecutiveFailures} > 0 then 'FAILING'
      when ${subscriptionHealth.lastSucceededAt} is null then 'UNKNOWN'
      else 'HEALTHY' end
    from ${subscriptionHealth} where ${subscriptionHealth.subscriptionId} = ${subscriptions.id}), 'UNKNOWN') end`;

/** True for a subscription in one of the states. */
export function isInState(states: readonly HealthState[]): SQL {
  return inArray(STATE, [...states]);
}

/** True for an integration that is enabled and sends to a subscription in one of the states. */
export function sendsToState(states: readonly HealthState[]): SQL | undefined {
  return and(
    sql`${integrations.isEnabled}`,
    sql`exists (select from ${integrationActions} join ${subscriptions} on ${subscriptions.id} = ${integrationActions.subscriptionId}
      where ${integrationActions.tenantId} = ${integrations.tenantId} and ${integrationActions.integrationId} = ${integrations.id}
        and ${isInState(states)})`,
  );
}
