/** What an event's page asks and starts. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const EventPageQuery = graphql(`
  query EventPage($id: ID!) {
    event(id: $id) {
      id
      externalId
      occurredAt
      receivedAt
      matchedAt
      payload
      type {
        name
        description
      }
      matches {
        outcome
        integration {
          id
          name
          deletedAt
          actions {
            subscription {
              name
            }
          }
        }
        explanation {
          matched
          filters {
            matched
            conditions {
              field
              operator
              values
              found
              actual
              matched
            }
          }
        }
      }
      deliveries(first: 100) {
        pageInfo {
          hasNextPage
        }
        edges {
          node {
            id
            status
            origin
            summary
            nextAttemptAt
            completedAt
            attempts {
              outcome
              startedAt
              durationMs
            }
            subscription {
              name
            }
            integration {
              name
            }
          }
        }
      }
    }
    recoveries(first: 5) {
      edges {
        node {
          status
        }
      }
    }
  }
`);

export const MissedByQuery = graphql(`
  query MissedBy($id: ID!) {
    event(id: $id) {
      missedBy {
        id
        name
      }
    }
  }
`);

export const ReplayEvent = graphql(`
  mutation ReplayEvent($input: ReplayEventsInput!) {
    replayEvents(input: $input) {
      total
      userErrors {
        message
      }
    }
  }
`);

export type EventDetail = NonNullable<ResultOf<typeof EventPageQuery>["event"]>;
export type EventMatch = EventDetail["matches"][number];
export type EventDelivery = EventDetail["deliveries"]["edges"][number]["node"];

/** Those that the page knows of, as the API lists them. */
export function deliveriesOf(event: EventDetail): EventDelivery[] {
  return event.deliveries.edges.map(({ node }) => node);
}
