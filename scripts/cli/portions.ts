/** Cuts a stream of events into portions that the server takes in one request. */
import { EVENTS_MAX } from "#webhooks/event";
import type { GivenEvent } from "./given-events.ts";

/** What POST /api/events takes, less room for brackets. */
const BYTES_MAX = 8 * 1024 * 1024 - 1024;

/** In order, each of one notation, of at most `eventsMax` (1 to 1,000) events and the bytes of one request. */
export async function* cutPortions(
  events: AsyncIterable<GivenEvent>,
  eventsMax = EVENTS_MAX,
): AsyncGenerator<GivenEvent[]> {
  let portion: GivenEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const isFull = portion.length >= eventsMax || bytes + event.bytes + 1 > BYTES_MAX;
    if (portion.length > 0 && (isFull || isCloudEvent(event) !== isCloudEvent(portion[0]))) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(event);
    bytes += event.bytes + 1;
  }
  if (portion.length > 0) yield portion;
}

function isCloudEvent(event: GivenEvent | undefined): boolean {
  return event !== undefined && "text" in event && event.isCloudEvent;
}
