/** What a delivery's page asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const DeliveryPageQuery = graphql(`
  query DeliveryPage($id: ID!) {
    delivery(id: $id) {
      id
      status
      origin
      summary
      attemptCount
      nextAttemptAt
      plannedAttempts
      createdAt
      completedAt
      event {
        id
        receivedAt
        matchedAt
        payload
        type {
          name
        }
      }
      integration {
        id
        name
        deletedAt
      }
      subscription {
        id
        name
        deletedAt
        retryPolicy {
          maxRetries
          baseSeconds
          maxSeconds
        }
      }
      attempts {
        id
        number
        outcome
        cause
        startedAt
        durationMs
        statusCode
        request {
          method
          uri
          headers {
            name
            value
          }
          body
        }
        response {
          statusCode
          headers {
            name
            value
          }
          body
          bodyTruncated
        }
      }
    }
  }
`);

export const RetryDelivery = graphql(`
  mutation RetryDelivery($input: IdInput!) {
    retryDelivery(input: $input) {
      delivery {
        id
        summary
      }
      userErrors {
        message
      }
    }
  }
`);

export type DeliveryDetail = NonNullable<ResultOf<typeof DeliveryPageQuery>["delivery"]>;
export type Attempt = DeliveryDetail["attempts"][number];
