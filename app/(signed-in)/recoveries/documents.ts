/** What begins, shows and ends a recovery of deliveries that failed or were cancelled. */
import type { ResultOf, VariablesOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const RecoverDeliveries = graphql(`
  mutation RecoverDeliveries($input: RecoverDeliveriesInput!) {
    recoverDeliveries(input: $input) {
      total
      userErrors {
        message
      }
    }
  }
`);

export const CancelRecovery = graphql(`
  mutation CancelRecovery($input: IdInput!) {
    cancelRecovery(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

export const RecentRecoveriesQuery = graphql(`
  query RecentRecoveries {
    recoveries(first: 10) {
      edges {
        node {
          id
          status
          total
          done
          outcome {
            succeeded
            failed
            cancelled
            waiting
          }
          requestedBy
          createdAt
          completedAt
        }
      }
    }
  }
`);

export type RecoveryFilter = VariablesOf<typeof RecoverDeliveries>["input"]["filter"];
export type ListedRecovery = ResultOf<typeof RecentRecoveriesQuery>["recoveries"]["edges"][number]["node"];
