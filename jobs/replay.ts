/** Replaying: which past events an integration, as it is now, would send where nothing was sent by it before. */
import { client, type Queryable } from "#db/client";
import { loadTenantDefinitions } from "#db/definitions";
import type { NewDelivery } from "#db/deliveries";
import type { StoredEvent } from "#db/events";
import { listActions } from "#db/integration-actions";
import { findIntegrations } from "#db/integrations";
import { newId } from "#db/new-id";
import { findDeliveredPairs, listReplayableEvents, type ReplayScope } from "#db/recoveries";
import { findSubscriptions } from "#db/subscriptions";
import { isEmergency } from "#webhooks/event";
import { compileIntegrations, type FilterIndex } from "#webhooks/filter-index";
import { inTurns } from "./in-turns.ts";

/** Events that were looked at, and the deliveries they lack; `position` null: there are no more events. */
export type ReplayPortion = { deliveries: NewDelivery[]; position: string | null };

/** An integration as replaying uses it: which events it lets through, and to which subscriptions. */
type ReplayedIntegration = { id: string; trigger: string; filters: FilterIndex; subscriptionIds: string[] };

/** Null: there is none in the tenant, it was deleted, or it is disabled. */
export async function findReplayedIntegration(
  tenantId: string,
  id: string,
  db: Queryable = client().db,
): Promise<ReplayedIntegration | null> {
  const [integration] = await findIntegrations(tenantId, [id], db);
  if (!integration || integration.deletedAt !== null || !integration.isEnabled) return null;
  const actions = await listActions(tenantId, [id], db);
  const subscriptions = await findSubscriptions(
    tenantId,
    actions.map(({ subscriptionId }) => subscriptionId),
    db,
  );
  return {
    id,
    trigger: integration.trigger,
    filters: compileIntegrations([integration]),
    subscriptionIds: subscriptions
      .filter(({ deletedAt, eventTypes }) => deletedAt === null && eventTypes.includes(integration.trigger))
      .map((subscription) => subscription.id),
  };
}

/** Looks at the next `limit` events of the period after a position; no further than `deliveriesMax` go, and one event's. */
export async function readReplayPortion(
  tenantId: string,
  integration: ReplayedIntegration,
  { receivedFrom, receivedTo, eventId = null }: ReplayScope,
  after: string | null,
  { limit, deliveriesMax }: { limit: number; deliveriesMax: number },
  db: Queryable = client().db,
): Promise<ReplayPortion> {
  const wanted = { receivedFrom: new Date(receivedFrom), receivedTo: new Date(receivedTo), eventId };
  const events = await listReplayableEvents(db, tenantId, integration.trigger, wanted, after, limit);
  const matched = await keepMatching(events, integration.filters);
  const delivered = await findDeliveredPairs(
    db,
    tenantId,
    integration.id,
    matched.map(({ id }) => id),
  );
  const deliveries: NewDelivery[] = [];
  for (const event of matched) {
    const lacking = integration.subscriptionIds
      .filter((subscriptionId) => !delivered.has(`${event.id} ${subscriptionId}`))
      .map((subscriptionId) => ({
        id: newId(),
        tenantId,
        eventId: event.id,
        subscriptionId,
        integrationId: integration.id,
        eventType: event.type,
        origin: "RECOVERY" as const,
        isEmergency: isEmergency({ type: event.type, ...event.payload }),
      }));
    if (deliveries.length > 0 && deliveries.length + lacking.length > deliveriesMax) {
      return { deliveries, position: deliveries.at(-1)?.eventId ?? null };
    }
    deliveries.push(...lacking);
  }
  return { deliveries, position: events.length < limit ? null : (events.at(-1)?.id ?? null) };
}

/** Of each event, by its id: the integrations into which a replay would bring it now, in the order they were made. */
export async function findReplayTargets(
  tenantId: string,
  events: readonly StoredEvent[],
): Promise<Map<string, string[]>> {
  const targets = new Map<string, string[]>();
  const definitions = await loadTenantDefinitions(client(), tenantId);
  const replayable = events.filter((event) => !event.isTest && event.matchedAt !== null);
  for (const { id, trigger, filters, subscriptions } of definitions?.integrations ?? []) {
    if (subscriptions.length === 0) continue;
    const matched = await keepMatching(
      replayable.filter(({ type }) => type === trigger),
      compileIntegrations([{ id, filters }]),
    );
    const delivered = await findDeliveredPairs(
      client().db,
      tenantId,
      id,
      matched.map((event) => event.id),
    );
    for (const event of matched) {
      if (subscriptions.every((subscription) => delivered.has(`${event.id} ${subscription.id}`))) continue;
      targets.set(event.id, [...(targets.get(event.id) ?? []), id]);
    }
  }
  return targets;
}

/** Large events take seconds in all, and others are answered or delivered by the same process. */
async function keepMatching<Kept extends StoredEvent>(events: readonly Kept[], filters: FilterIndex): Promise<Kept[]> {
  const rest = inTurns();
  const matching: Kept[] = [];
  for (const event of events) {
    await rest();
    const through = await filters.match({ type: event.type, ...event.payload }, rest);
    if (through.length > 0) matching.push(event);
  }
  return matching;
}
