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
        }
      }
    }
  }
`);

export type ListedIntegration = ResultOf<typeof IntegrationListQuery>["integrations"]["edges"][number]["node"];

/** Asked apart from the list: it counts, and the rows do not wait for it. */
export const IntegrationReportQuery = graphql(`
  query IntegrationReport($ids: [ID!]!, $from: DateTime!, $to: DateTime!) {
    nodes(ids: $ids) {
      ... on Integration {
        id
        arrived: deliveries(first: 1, filter: { statuses: [SUCCEEDED] }) {
          edges {
            node {
              completedAt
            }
          }
        }
      }
    }
    deliveryReport(from: $from, to: $to, interval: HOUR) {
      byIntegration {
        id
        stats {
          succeeded
          attempts
          waiting
        }
        series {
          stats {
            succeeded
            attempts
            waiting
          }
        }
      }
    }
  }
`);

export type IntegrationReport = ResultOf<typeof IntegrationReportQuery>;

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
