/** What an event's page asks. */
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
            summary
            attemptCount
            nextAttemptAt
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
  }
`);

export type EventDetail = NonNullable<ResultOf<typeof EventPageQuery>["event"]>;
export type EventMatch = EventDetail["matches"][number];
export type EventDelivery = EventDetail["deliveries"]["edges"][number]["node"];
