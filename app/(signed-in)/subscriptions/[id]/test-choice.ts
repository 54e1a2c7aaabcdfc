/** What a test can send: a ping, the sample of an event type, an event that happened, or one that was pasted. */
import { graphql } from "#graphql/document";
import { askFromBrowser } from "../../../browser-api.ts";
import { eventTitle } from "../../../wording/event-title.ts";
import { readPastedEvent } from "../../integrations/editor/pasted-event.ts";
import { SampleQuery } from "../sample-query.ts";

const EVENTS_OF_A_TYPE = 8;

const RecentEventsQuery = graphql(`
  query EventsToTestWith($first: Int!, $type: String!) {
    events(first: $first, type: $type) {
      edges {
        node {
          id
          receivedAt
          payload
          type {
            name
          }
        }
      }
    }
  }
`);

export type TestKind = "ping" | "sample" | "recent" | "pasted";
export type RecentEvent = { id: string; title: string; type: string; receivedAt: string; event: object };
export type Chosen = { event: unknown } | { problem: string };

/** The newest of each of the subscription's types, newest first, with what a test sends of them. */
export async function recentEvents(types: readonly string[]): Promise<RecentEvent[]> {
  const answers = await Promise.all(
    types.map((type) => askFromBrowser(RecentEventsQuery, { first: EVENTS_OF_A_TYPE, type })),
  );
  return answers
    .flatMap(({ events }) => events.edges)
    .map(({ node: { id, receivedAt, payload, type } }) => ({
      id,
      receivedAt,
      type: type.name,
      title: eventTitle(type.name, payload),
      event: { type: type.name, ...(payload as object) },
    }))
    .toSorted((a, b) => Date.parse(b.receivedAt) - Date.parse(a.receivedAt));
}

/** `undefined` as the event is a ping. */
export async function eventOf(
  kind: TestKind,
  { sampleType, recent, pasted }: { sampleType: string; recent: RecentEvent | undefined; pasted: string },
): Promise<Chosen> {
  switch (kind) {
    case "ping":
      return { event: undefined };
    case "sample":
      return { event: (await askFromBrowser(SampleQuery, { name: sampleType })).eventType?.sample };
    case "recent":
      return recent ? { event: recent.event } : { problem: "Choose an event first." };
    case "pasted": {
      const read = readPastedEvent(pasted);
      return "event" in read ? read : { problem: read.problem ?? "Paste an event first." };
    }
  }
}
