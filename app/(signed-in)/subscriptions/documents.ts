/** What the subscriptions list asks. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const SubscriptionListQuery = graphql(`
  query SubscriptionList(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $search: String
    $eventType: String
    $isActive: Boolean
  ) {
    eventTypes {
      name
    }
    webhookSubscriptions(
      first: $first
      after: $after
      last: $last
      before: $before
      search: $search
      eventType: $eventType
      isActive: $isActive
    ) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      edges {
        node {
          id
          name
          uri
          mode
          isActive
          createdAt
          eventTypes {
            name
          }
          integrations {
            id
            name
          }
          health {
            state
            summary
            heldDeliveries
            lastSucceededAt
          }
        }
      }
    }
  }
`);

export type ListedSubscription = ResultOf<
  typeof SubscriptionListQuery
>["webhookSubscriptions"]["edges"][number]["node"];
