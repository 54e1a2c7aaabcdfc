/** What a report asks: counts of a period over time and by group, and how long deliveries took. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

const Stats = graphql(`
  fragment Stats on DeliveryStats @_unmask {
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
`);

/** What the charts of a report show, and its totals. */
export const OverTime = graphql(
  `
  fragment OverTime on DeliveryReport {
    totals {
      events
      ...Stats
    }
    series {
      start
      stats {
        ...Stats
      }
    }
  }
`,
  [Stats],
);

export const ReportQuery = graphql(
  `
  query Report($from: DateTime!, $to: DateTime!, $interval: ReportInterval!, $filter: DeliveryFilter) {
    deliveryReport(from: $from, to: $to, interval: $interval, filter: $filter) {
      ...OverTime
      byEventType {
        id
        label
        stats {
          ...Stats
        }
      }
      byIntegration {
        id
        label
        stats {
          ...Stats
        }
      }
      bySubscription {
        id
        label
        stats {
          ...Stats
        }
      }
    }
  }
`,
  [OverTime, Stats],
);

export type Report = ResultOf<typeof ReportQuery>["deliveryReport"];
export type ReportTotals = Report["totals"];
export type ReportGroup = Report["byEventType"][number];
export type ReportBucket = Report["series"][number];
