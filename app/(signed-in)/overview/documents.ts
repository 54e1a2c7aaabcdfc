/** What the overview asks: what needs somebody, in the head; how deliveries arrive, and what came in, below it. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { OverTime } from "../reports/documents.ts";

/**
 * Of each kind that needs somebody only the first few are shown; those that are switched off are looked at to find out
 * which hold something. First attempts that are still to come are counted back to `hourAgo`: no index has them.
 */
export const OverviewQuery = graphql(`
  query Overview($dayAgo: DateTime!, $hourAgo: DateTime!, $now: DateTime!) {
    integrations(first: 0) {
      totalCount
    }
    webhookSubscriptions(first: 0) {
      totalCount
    }
    failing: webhookSubscriptions(first: 4, healthStates: [FAILING]) {
      totalCount
      edges {
        node {
          ...NeedingSubscription
          retrying: deliveries(last: 1, filter: { statuses: [RETRYING] }) {
            totalCount
            edges {
              node {
                id
              }
            }
          }
        }
      }
    }
    paused: webhookSubscriptions(first: 4, healthStates: [PAUSED]) {
      totalCount
      edges {
        node {
          ...NeedingSubscription
          held: deliveries(last: 1, filter: { statuses: [HELD] }) {
            edges {
              node {
                id
              }
            }
          }
        }
      }
    }
    inactive: webhookSubscriptions(first: 100, healthStates: [INACTIVE]) {
      edges {
        node {
          ...NeedingSubscription
        }
      }
    }
    quiet: integrations(first: 4, isQuiet: true) {
      totalCount
      edges {
        node {
          id
          name
          quietSince
          quietAfterHours
          trigger {
            name
          }
        }
      }
    }
    pending: deliveryReport(from: $hourAgo, to: $now, interval: HOUR, filter: { statuses: [PENDING] }) {
      totals {
        deliveries
      }
    }
    retrying: deliveries(first: 0, filter: { origins: [EVENT, RECOVERY], statuses: [RETRYING] }) {
      totalCount
    }
    held: deliveries(first: 0, filter: { origins: [EVENT, RECOVERY], statuses: [HELD] }) {
      totalCount
    }
    failed: deliveries(first: 0, filter: { origins: [EVENT, RECOVERY], statuses: [FAILED], createdFrom: $dayAgo }) {
      totalCount
    }
  }
  fragment NeedingSubscription on WebhookSubscription @_unmask {
    id
    name
    isActive
    health {
      summary
      heldDeliveries
    }
  }
`);

export const ReachQuery = graphql(
  `
  query Reach($before: DateTime!, $from: DateTime!, $to: DateTime!, $interval: ReportInterval!) {
    deliveryReport(from: $from, to: $to, interval: $interval) {
      ...OverTime
      byIntegration {
        id
        label
        stats {
          successRate
          timeToSuccessMs {
            p50
            p95
          }
        }
      }
    }
    before: deliveryReport(from: $before, to: $from, interval: $interval) {
      totals {
        deliveries
      }
    }
  }
`,
  [OverTime],
);

export const NewestEventsQuery = graphql(`
  query NewestEvents {
    events(first: 5) {
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

export type Overview = ResultOf<typeof OverviewQuery>;
export type Reach = ResultOf<typeof ReachQuery>;
export type ReachGroup = Reach["deliveryReport"]["byIntegration"][number];
export type NewestEvent = ResultOf<typeof NewestEventsQuery>["events"]["edges"][number]["node"];
