/** What the integrations list asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const IntegrationListQuery = graphql(`
  query IntegrationList(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $search: String
    $trigger: String
    $isEnabled: Boolean
  ) {
    eventTypes {
      name
    }
    integrations(
      first: $first
      after: $after
      last: $last
      before: $before
      search: $search
      trigger: $trigger
      isEnabled: $isEnabled
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
          isEnabled
          updatedAt
          trigger {
            name
          }
          filters {
            conditions {
              field
              operator
              values
            }
          }
          actions {
            subscription {
              id
              name
              uri
              health {
                state
                summary
                heldDeliveries
              }
            }
          }
          revisions(first: 1) {
            edges {
              node {
                changedBy
              }
            }
          }
          waiting: deliveries(first: 1, filter: { statuses: [PENDING, RETRYING, HELD] }) {
            totalCount
          }
          arrived: deliveries(first: 1, filter: { statuses: [SUCCEEDED] }) {
            edges {
              node {
                completedAt
              }
            }
          }
        }
      }
    }
  }
`);

export type ListedIntegration = ResultOf<typeof IntegrationListQuery>["integrations"]["edges"][number]["node"];

export const SetIntegrationEnabled = graphql(`
  mutation SetIntegrationEnabled($input: UpdateIntegrationInput!) {
    updateIntegration(input: $input) {
      integration {
        id
        isEnabled
      }
      userErrors {
        message
      }
    }
  }
`);
