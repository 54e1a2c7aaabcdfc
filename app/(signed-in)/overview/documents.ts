/** What the overview asks: how many deliveries stand where, and which subscriptions need someone. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const OverviewQuery = graphql(`
  query Overview($dayAgo: DateTime!) {
    integrations(first: 1) {
      totalCount
    }
    webhookSubscriptions(first: 100) {
      edges {
        node {
          id
          name
          health {
            state
            summary
            heldDeliveries
          }
        }
      }
    }
    arrived: deliveries(first: 1, filter: { origins: [EVENT, RECOVERY], statuses: [SUCCEEDED], createdFrom: $dayAgo }) {
      totalCount
    }
    retrying: deliveries(first: 1, filter: { origins: [EVENT, RECOVERY], statuses: [PENDING, RETRYING] }) {
      totalCount
    }
    held: deliveries(first: 1, filter: { origins: [EVENT, RECOVERY], statuses: [HELD] }) {
      totalCount
    }
    failed: deliveries(first: 1, filter: { origins: [EVENT, RECOVERY], statuses: [FAILED], createdFrom: $dayAgo }) {
      totalCount
    }
    events(first: 6) {
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

type Overview = ResultOf<typeof OverviewQuery>;
export type OverviewSubscription = Overview["webhookSubscriptions"]["edges"][number]["node"];
