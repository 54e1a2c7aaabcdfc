/** What the palette finds on the server: by name, host, headline or id. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { DELIVERY_STATUS } from "#ui/status";
import { askFromBrowser } from "../browser-api.ts";
import { eventTitle } from "../wording/event-title.ts";
import { hostOf } from "../wording/uris.ts";

const PaletteQuery = graphql(`
  query Palette($text: String!, $id: ID!, $isId: Boolean!) {
    node(id: $id) @include(if: $isId) {
      __typename
      id
      ... on Integration {
        name
      }
      ... on WebhookSubscription {
        name
        uri
      }
    }
    integrations(first: 5, search: $text) {
      edges {
        node {
          id
          name
          trigger {
            name
          }
        }
      }
    }
    webhookSubscriptions(first: 5, search: $text) {
      edges {
        node {
          id
          name
          uri
        }
      }
    }
    events(first: 5, search: $text) {
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
    deliveries(first: 5, filter: { search: $text }) {
      edges {
        node {
          id
          status
          createdAt
          event {
            payload
            type {
              name
            }
          }
          subscription {
            name
          }
        }
      }
    }
  }
`);

type Answer = ResultOf<typeof PaletteQuery>;
export type FoundKind = "integration" | "subscription" | "event" | "delivery";
export type Found = { kind: FoundKind; href: string; label: string; detail: string; at?: string };

/** Fewer find too much. */
export const TEXT_MIN = 2;

/** Ids of what has a name; events and deliveries are found by theirs in any case. */
const ID = /^(int|sub)_[0-9a-z]{26}$/;

/** Throws `ApiFailure`. */
export async function findByText(text: string): Promise<Found[]> {
  return foundIn(await askFromBrowser(PaletteQuery, { text, id: text, isId: ID.test(text) }));
}

function foundIn({ node, integrations, webhookSubscriptions, events, deliveries }: Answer): Found[] {
  return [
    ...integrations.edges.map(({ node: { id, name, trigger } }) => integration(id, name, trigger.name)),
    ...(node?.__typename === "Integration" ? [integration(node.id, node.name, node.id)] : []),
    ...webhookSubscriptions.edges.map(({ node: { id, name, uri } }) => subscription(id, name, uri)),
    ...(node?.__typename === "WebhookSubscription" ? [subscription(node.id, node.name, node.uri)] : []),
    ...events.edges.map(
      ({ node: { id, payload, type, receivedAt } }): Found => ({
        kind: "event",
        href: `/events/${id}`,
        label: eventTitle(type.name, payload),
        detail: type.name,
        at: receivedAt,
      }),
    ),
    ...deliveries.edges.map(
      ({ node: { id, event, status, subscription: to, createdAt } }): Found => ({
        kind: "delivery",
        href: `/deliveries/${id}`,
        label: event ? eventTitle(event.type.name, event.payload) : "Test",
        detail: `${DELIVERY_STATUS[status].word}, ${to.name}`,
        at: createdAt,
      }),
    ),
  ];
}

function integration(id: string, label: string, detail: string): Found {
  return { kind: "integration", href: `/integrations/${id}`, label, detail };
}

function subscription(id: string, label: string, uri: string): Found {
  return { kind: "subscription", href: `/subscriptions/${id}`, label, detail: hostOf(uri) };
}
