/** What a report asks: counts of a period over time and by group, and how long deliveries took. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

/** What the charts of a report show, and its totals. */
export const OverTime = graphql(`
  fragment OverTime on DeliveryReport {
    totals {
      events
      deliveries
      succeeded
      failed
      waiting
      attempts
      successRate
      timeToSuccessMs {
        p50
        p95
      }
    }
    series {
      start
      stats {
        deliveries
        succeeded
        failed
        waiting
        attempts
        successRate
        timeToSuccessMs {
          p50
          p95
        }
      }
    }
  }
`);

export const ReportQuery = graphql(
  `
  query Report($from: DateTime!, $to: DateTime!, $interval: ReportInterval!, $filter: DeliveryFilter) {
    deliveryReport(from: $from, to: $to, interval: $interval, filter: $filter) {
      ...OverTime
      byEventType {
        id
        label
        stats {
          ...GroupStats
        }
      }
      byIntegration {
        id
        label
        stats {
          ...GroupStats
        }
      }
      bySubscription {
        id
        label
        stats {
          ...GroupStats
        }
      }
    }
  }
  fragment GroupStats on DeliveryStats @_unmask {
    deliveries
    succeeded
    failed
    waiting
    attempts
    successRate
    timeToSuccessMs {
      p50
      p95
    }
  }
`,
  [OverTime],
);

export type Report = ResultOf<typeof ReportQuery>["deliveryReport"];
export type ReportTotals = Report["totals"];
export type ReportGroup = Report["byEventType"][number];
export type ReportBucket = Report["series"][number];
