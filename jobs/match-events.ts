/**
 * The match-events task: which subscriptions does an event go to? Events of concurrent jobs are matched and written
 * together: deliveries, their deliver jobs and the mark on the events commit as one. Running twice is harmless.
 */
import { client } from "#db/client";
import { insertDeliveries, type NewDelivery } from "#db/deliveries";
import { loadUnmatchedEvents, markEventsMatched, type UnmatchedEvent } from "#db/events";
import { isEmergency } from "#webhooks/event";
import { deliveryUuid } from "#webhooks/id";
import { announceChanges } from "./announce-changes.ts";
import { rememberEvent } from "./deliverable-events.ts";
import { createGroupCommit } from "./group-commit.ts";
import { parsePayload } from "./payloads.ts";
import { addJobs, PRIORITY } from "./queue.ts";
import { findTenantMatcher } from "./tenant-matchers.ts";

const EVENTS_PER_FLUSH = 500;

const matching = createGroupCommit<{ eventIds: string[] }, void>({
  flush: async (batch) => {
    await matchAndQueue([...new Set(batch.flatMap(({ eventIds }) => eventIds))]);
    return batch.map(() => undefined);
  },
  weightOf: ({ eventIds }) => eventIds.length,
  weightMax: EVENTS_PER_FLUSH,
});

/** Matches the events of one job, together with those of others; resolves when the deliveries are durable. */
export function matchEvents(payload: unknown, priority: number): Promise<void> {
  return matching.add(parsePayload("match-events", payload), { first: priority <= PRIORITY.emergency });
}

async function matchAndQueue(eventIds: string[]): Promise<void> {
  const events = await loadUnmatchedEvents(client(), eventIds);
  if (events.length === 0) return;
  const deliveries: NewDelivery[] = [];
  const matched: { id: string; version: number }[] = [];
  for (const event of events) {
    const matcher = await findTenantMatcher(client(), event.tenantId, event.definitionVersion);
    matched.push({ id: event.id, version: matcher.version });
    const destinations = matcher.match(event);
    if (destinations.length > 0) rememberEvent(event);
    for (const { integrationId, subscriptionId } of destinations) {
      deliveries.push(newDelivery(event, integrationId, subscriptionId));
    }
  }
  let made: NewDelivery[] = [];
  await client().sql.begin(async (tx) => {
    if (deliveries.length > 0) {
      const inserted = await insertDeliveries(tx, deliveries);
      made = deliveries.filter(({ id }) => inserted.has(id));
      await addJobs(
        tx,
        made.map((delivery) => ({
          task: "deliver" as const,
          payload: { deliveryIds: [delivery.id] },
          priority: delivery.isEmergency ? PRIORITY.emergency : PRIORITY.operational,
        })),
      );
    }
    await markEventsMatched(tx, matched);
  });
  announceChanges(made.map(({ tenantId, id }) => ({ tenantId, deliveryId: id })));
}

function newDelivery(event: UnmatchedEvent, integrationId: string | null, subscriptionId: string): NewDelivery {
  return {
    id: deliveryUuid(event.id, integrationId, subscriptionId),
    tenantId: event.tenantId,
    eventId: event.id,
    subscriptionId,
    integrationId,
    eventType: event.type,
    origin: "EVENT",
    isEmergency: isEmergency(event),
  };
}
