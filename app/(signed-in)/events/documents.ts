/** What the events list asks. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const EventListQuery = graphql(`
  query EventList($first: Int, $after: String, $last: Int, $before: String, $type: String, $receivedFrom: DateTime, $search: String) {
    eventTypes {
      name
    }
    events(first: $first, after: $after, last: $last, before: $before, type: $type, receivedFrom: $receivedFrom, search: $search) {
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      edges {
        node {
          id
          externalId
          receivedAt
          matchedAt
          payload
          type {
            name
          }
          deliveries(first: 50) {
            pageInfo {
              hasNextPage
            }
            edges {
              node {
                id
                status
              }
            }
          }
        }
      }
    }
  }
`);

export type ListedEvent = ResultOf<typeof EventListQuery>["events"]["edges"][number]["node"];
