/**
 * The match-events task: which subscriptions does an event go to? Starts the first attempts at once and has everything
 * that came of an event recorded together. Running twice is harmless: the same event makes the same deliveries, and
 * what is sent twice carries the same webhook-id.
 */
import { client } from "#db/client";
import { loadUnmatchedEvents, type UnmatchedEvent } from "#db/events";
import { isEmergency } from "#webhooks/event";
import { deliveryUuid } from "#webhooks/id";
import { setDeadline } from "./deadlines.ts";
import { rememberEvent } from "./deliverable-events.ts";
import { FirstAttempt, PATIENCE_MS } from "./first-attempt.ts";
import { createGroupCommit } from "./group-commit.ts";
import { enterRoom, leaveRoom, takeMoreRoom } from "./matching-room.ts";
import { parsePayload } from "./payloads.ts";
import { PRIORITY } from "./queue.ts";
import { recordMatch } from "./record-matches.ts";
import { type Destination, findTenantMatcher } from "./tenant-matchers.ts";

const EVENTS_PER_LOAD = 500;
/** Large jobs enter the room in portions, so that those behind them need not wait for all of it. */
const EVENTS_PER_PORTION = 25;

const loading = createGroupCommit<readonly string[], Map<string, UnmatchedEvent>>({
  flush: async (batch) => {
    const events = await loadUnmatchedEvents(client(), [...new Set(batch.flat())]);
    const byId = new Map(events.map((event) => [event.id, event]));
    return batch.map(() => byId);
  },
  weightOf: (eventIds) => eventIds.length,
  weightMax: EVENTS_PER_LOAD,
  parallel: 2,
});

/**
 * Matches the events of one job; resolves when all that came of them is durable. An event that cannot be matched fails
 * the job and nothing but itself: what the job's next run finds is that event alone.
 */
export async function matchEvents(payload: unknown, priority: number): Promise<void> {
  const { eventIds } = parsePayload("match-events", payload);
  const portions: Promise<unknown>[] = [];
  for (let start = 0; start < eventIds.length; start += EVENTS_PER_PORTION) {
    portions.push(matchPortion(eventIds.slice(start, start + EVENTS_PER_PORTION), priority <= PRIORITY.emergency));
  }
  const failed = (await Promise.allSettled(portions)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

/** Rejects, when all are through, if any event could not be matched. */
async function matchPortion(eventIds: readonly string[], isUrgent: boolean): Promise<void> {
  await enterRoom(eventIds.length, isUrgent);
  const inside = new Set(eventIds);
  try {
    const events = await loading.add(eventIds, { first: isUrgent });
    const matching = eventIds.map(async (id) => {
      const event = events.get(id);
      if (event) await matchEvent(event);
      if (inside.delete(id)) leaveRoom(1);
    });
    const failed = (await Promise.allSettled(matching)).find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
  } finally {
    leaveRoom(inside.size);
  }
}

async function matchEvent(event: UnmatchedEvent): Promise<void> {
  const matcher = await findTenantMatcher(client(), event.tenantId, event.definitionVersion);
  const destinations = await matcher.match(event);
  const matchedAt = new Date();
  const more = Math.max(0, destinations.length - 1);
  takeMoreRoom(more);
  try {
    const attempts = beginFirstAttempts(event, destinations, matchedAt);
    await endOrPatience(attempts);
    const deliveries = attempts.map((attempt) => attempt.handOver());
    const written = recordMatch({ id: event.id, version: matcher.version, matchedAt, deliveries }, isEmergency(event));
    await Promise.all([written, ...attempts.map((attempt) => attempt.recordRest(written))]);
  } finally {
    leaveRoom(more);
  }
}

function beginFirstAttempts(
  event: UnmatchedEvent,
  destinations: readonly Destination[],
  createdAt: Date,
): FirstAttempt[] {
  if (destinations.length === 0) return [];
  const outgoing = rememberEvent(event);
  const common = {
    tenantId: event.tenantId,
    eventId: event.id,
    eventType: event.type,
    origin: "EVENT" as const,
    isEmergency: isEmergency(event),
    createdAt,
  };
  return destinations.map((destination) => {
    const integrationId = destination.integration?.id ?? null;
    const subscriptionId = destination.subscription.id;
    const id = deliveryUuid(event.id, integrationId, subscriptionId);
    return new FirstAttempt({ ...common, id, integrationId, subscriptionId }, destination, outgoing);
  });
}

/** Resolves when all have ended, or when matching has waited long enough for the slowest. */
async function endOrPatience(attempts: readonly FirstAttempt[]): Promise<void> {
  if (attempts.length === 0) return;
  let clearPatience = () => {};
  const patience = new Promise<void>((resolve) => {
    clearPatience = setDeadline(PATIENCE_MS, resolve);
  });
  await Promise.race([patience, Promise.all(attempts.map(({ ended }) => ended))]);
  clearPatience();
}
