/** What the integrations list asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { ActivityGroup } from "../../activity-group.ts";

const ListedIntegrationFields = graphql(`
  fragment ListedIntegrationFields on Integration {
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
    disabledIn {
      changedBy
      changedAt
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
`);

export const IntegrationListQuery = graphql(
  `
    query IntegrationList(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $mentions: String
      $trigger: String
      $isEnabled: Boolean
      $healthStates: [HealthState!]
    ) {
      eventTypes {
        name
      }
      integrations(
        first: $first
        after: $after
        last: $last
        before: $before
        mentions: $mentions
        trigger: $trigger
        isEnabled: $isEnabled
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
            ...ListedIntegrationFields
          }
        }
      }
    }
  `,
  [ListedIntegrationFields],
);

/** How many there are in each state, with the other filters as they are. */
export const IntegrationCountsQuery = graphql(`
  query IntegrationCounts($mentions: String, $trigger: String) {
    all: integrations(first: 1, mentions: $mentions, trigger: $trigger) {
      totalCount
    }
    needing: integrations(first: 1, mentions: $mentions, trigger: $trigger, healthStates: [FAILING, PAUSED]) {
      totalCount
    }
    failing: integrations(first: 1, mentions: $mentions, trigger: $trigger, healthStates: [FAILING]) {
      totalCount
    }
    paused: integrations(first: 1, mentions: $mentions, trigger: $trigger, healthStates: [PAUSED]) {
      totalCount
    }
    inactive: integrations(first: 1, mentions: $mentions, trigger: $trigger, healthStates: [INACTIVE]) {
      totalCount
    }
    disabled: integrations(first: 1, mentions: $mentions, trigger: $trigger, isEnabled: false) {
      totalCount
    }
  }
`);

export type IntegrationCounts = ResultOf<typeof IntegrationCountsQuery>;

export type ListedIntegration = ResultOf<typeof ListedIntegrationFields>;

/** Asked apart from the list: it counts, and the rows do not wait for it. */
export const IntegrationReportQuery = graphql(
  `
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
        ...ActivityGroup
      }
    }
  }
`,
  [ActivityGroup],
);

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
