/**
 * Events on their way out, in memory, with the part of the body that all their deliveries share: matched a moment ago in
 * this process, or read together with others.
 */
import { LRUCache } from "lru-cache";
import { client } from "#db/client";
import { type DeliverableEvent, loadDeliverableEvents } from "#db/events";
import { encodeId } from "#webhooks/id";
import { joinEventPart } from "#webhooks/request";
import { createGroupCommit } from "./group-commit.ts";

const EVENTS_MAX = 10_000;
const EVENTS_PER_LOAD = 100;

/** `bodyPart`: what `completeBody` completes. */
export type OutgoingEvent = { id: string; bodyPart: string };

const events = new LRUCache<string, OutgoingEvent>({ max: EVENTS_MAX });

const loading = createGroupCommit<string, OutgoingEvent | null>({
  flush: async (ids) => {
    const loaded = await loadDeliverableEvents(client(), [...new Set(ids)]);
    return ids.map((id) => {
      const event = loaded.get(id);
      return event ? toOutgoing(event) : null;
    });
  },
  weightMax: EVENTS_PER_LOAD,
  parallel: 2,
});

/** Keeps an event at hand for those of its deliveries that do not leave at once. Events never change. */
export function rememberEvent(event: DeliverableEvent): OutgoingEvent {
  const outgoing = toOutgoing(event);
  events.set(event.id, outgoing);
  return outgoing;
}

/** An event as it goes out. */
export function toOutgoing(event: DeliverableEvent): OutgoingEvent {
  return { id: event.id, bodyPart: joinEventPart({ ...event, id: encodeId("evt", event.id) }) };
}

/** The event, or null when it is past retention. */
export async function findDeliverableEvent(id: string): Promise<OutgoingEvent | null> {
  const known = events.get(id);
  if (known) return known;
  const event = await loading.add(id);
  if (event) events.set(id, event);
  return event;
}
