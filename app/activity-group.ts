/** What the lists ask of the report of the last day about each row (`Activity`). */
import { graphql } from "#graphql/document";

export const ActivityGroup = graphql(`
  fragment ActivityGroup on ReportGroup {
    id
    stats {
      ...ActivityStats
    }
    series {
      stats {
        ...ActivityStats
      }
    }
  }
  fragment ActivityStats on DeliveryStats {
    succeeded
    attempts
    waiting
  }
`);
