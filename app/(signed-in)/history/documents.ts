/** What the history asks: deliveries, what they can be narrowed to, and that one is given up. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const DeliveryHistoryQuery = graphql(`
  query DeliveryHistory($first: Int, $after: String, $last: Int, $before: String, $filter: DeliveryFilter) {
    deliveries(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
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
          status
          origin
          attemptCount
          nextAttemptAt
          createdAt
          event {
            id
            payload
            type {
              name
            }
          }
          integration {
            id
            name
          }
          subscription {
            id
            name
          }
          attempts {
            outcome
            statusCode
            durationMs
          }
        }
      }
    }
  }
`);

/** As many as one page of the API holds. */
export const WaitingDeliveriesQuery = graphql(`
  query WaitingDeliveries($after: String, $filter: DeliveryFilter) {
    deliveries(first: 100, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          status
          subscription {
            name
          }
          event {
            payload
          }
        }
      }
    }
  }
`);

export const HistoryFilterQuery = graphql(`
  query HistoryFilters {
    notArrived: deliveries(first: 1, filter: { statuses: [PENDING, RETRYING, HELD, FAILED] }) {
      totalCount
    }
    held: deliveries(first: 1, filter: { statuses: [HELD] }) {
      totalCount
    }
    failed: deliveries(first: 1, filter: { statuses: [FAILED] }) {
      totalCount
    }
    eventTypes {
      name
    }
    integrations(first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
    webhookSubscriptions(first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export const CancelDelivery = graphql(`
  mutation CancelDelivery($input: IdInput!) {
    cancelDelivery(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

export type ListedDelivery = ResultOf<typeof DeliveryHistoryQuery>["deliveries"]["edges"][number]["node"];
