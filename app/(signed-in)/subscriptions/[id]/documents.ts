/** What a subscription's page asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const SubscriptionPageQuery = graphql(`
  query SubscriptionPage($id: ID!) {
    eventTypes {
      name
      description
    }
    webhookSubscription(id: $id) {
      id
      name
      uri
      isActive
      mode
      hasSecret
      timeoutSeconds
      rateLimitPerSecond
      version
      createdAt
      updatedAt
      eventTypes {
        name
      }
      security {
        __typename
        ... on ApiKeySecurity {
          maskedValue
        }
        ... on HeaderSecurity {
          headers {
            name
            maskedValue
          }
        }
        ... on BasicSecurity {
          username
        }
        ... on OAuth2Security {
          tokenUri
          clientId
          scope
        }
      }
      signingKeys {
        value
        createdAt
        expiresAt
      }
      retryPolicy {
        maxRetries
        baseSeconds
        maxSeconds
      }
      health {
        state
        summary
        consecutiveFailures
        lastSucceededAt
        lastFailedAt
        heldDeliveries
      }
      integrations {
        id
        name
        isEnabled
        trigger {
          name
        }
      }
      oldestHeld: deliveries(last: 1, filter: { statuses: [HELD] }) {
        edges {
          node {
            id
          }
        }
      }
      deliveries(first: 10) {
        totalCount
        edges {
          node {
            id
            status
            summary
            createdAt
            origin
            event {
              payload
              type {
                name
              }
            }
          }
        }
      }
    }
  }
`);

export const TestSubscription = graphql(`
  mutation TestSubscription($input: TestWebhookSubscriptionInput!) {
    testWebhookSubscription(input: $input) {
      delivery {
        id
        status
        attempts {
          outcome
          cause
          statusCode
          durationMs
          response {
            body
          }
        }
      }
      userErrors {
        message
      }
    }
  }
`);

export const RotateSigningKey = graphql(`
  mutation RotateSigningKey($input: RotateSigningKeyInput!) {
    rotateSigningKey(input: $input) {
      webhookSubscription {
        signingKeys {
          createdAt
        }
      }
      userErrors {
        message
      }
    }
  }
`);

export const DeleteSubscription = graphql(`
  mutation DeleteSubscription($input: DeleteInput!) {
    deleteWebhookSubscription(input: $input) {
      deletedId
      userErrors {
        message
      }
    }
  }
`);

export type SubscriptionDetail = NonNullable<ResultOf<typeof SubscriptionPageQuery>["webhookSubscription"]>;
export type TestedDelivery = NonNullable<ResultOf<typeof TestSubscription>["testWebhookSubscription"]["delivery"]>;
