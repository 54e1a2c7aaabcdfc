/** What is asked about deliveries that change. */
import type { ResultOf, VariablesOf } from "gql.tada";
import { graphql } from "#graphql/document";

const ChangedDeliveryFields = graphql(`
  fragment ChangedDeliveryFields on Delivery {
    id
    status
    origin
    attemptCount
    createdAt
    nextAttemptAt
    summary
    event {
      id
      externalId
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
  }
`);

export const DeliveryUpdated = graphql(
  `
    subscription CliDeliveryUpdated($filter: DeliveryFilter) {
      deliveryUpdated(filter: $filter) {
        ...ChangedDeliveryFields
      }
    }
  `,
  [ChangedDeliveryFields],
);

export const NewDeliveries = graphql(
  `
    query CliNewDeliveries($filter: DeliveryFilter!, $after: String) {
      deliveries(first: 100, after: $after, filter: $filter) {
        edges {
          node {
            ...ChangedDeliveryFields
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [ChangedDeliveryFields],
);

export const KnownDeliveries = graphql(
  `
    query CliKnownDeliveries($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Delivery {
          ...ChangedDeliveryFields
        }
      }
    }
  `,
  [ChangedDeliveryFields],
);

export type ChangedDelivery = ResultOf<typeof ChangedDeliveryFields>;
export type WatchFilter = NonNullable<VariablesOf<typeof DeliveryUpdated>["filter"]>;
