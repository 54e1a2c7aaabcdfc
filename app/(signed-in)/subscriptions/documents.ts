/** What the subscriptions list asks. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { ActivityGroup } from "../../activity-group.ts";

export const SubscriptionListQuery = graphql(`
  query SubscriptionList(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $search: String
    $eventType: String
    $isActive: Boolean
    $healthStates: [HealthState!]
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
      healthStates: $healthStates
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

/** Asked apart from the list: it counts, and the rows do not wait for it. */
export const SubscriptionReportQuery = graphql(
  `
  query SubscriptionReport($from: DateTime!, $to: DateTime!) {
    deliveryReport(from: $from, to: $to, interval: HOUR) {
      bySubscription {
        ...ActivityGroup
      }
    }
  }
`,
  [ActivityGroup],
);

/** How many there are in each state, with the other filters as they are. */
export const SubscriptionCountsQuery = graphql(`
  query SubscriptionCounts($search: String, $eventType: String) {
    all: webhookSubscriptions(first: 1, search: $search, eventType: $eventType) {
      totalCount
    }
    failing: webhookSubscriptions(first: 1, search: $search, eventType: $eventType, healthStates: [FAILING]) {
      totalCount
    }
    paused: webhookSubscriptions(first: 1, search: $search, eventType: $eventType, healthStates: [PAUSED]) {
      totalCount
    }
    inactive: webhookSubscriptions(first: 1, search: $search, eventType: $eventType, healthStates: [INACTIVE]) {
      totalCount
    }
  }
`);

export type SubscriptionCounts = ResultOf<typeof SubscriptionCountsQuery>;

export type ListedSubscription = ResultOf<
  typeof SubscriptionListQuery
>["webhookSubscriptions"]["edges"][number]["node"];
