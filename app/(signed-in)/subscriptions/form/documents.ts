/** What makes, changes and tries subscriptions. */
import { graphql } from "#graphql/document";

export const CreateSubscription = graphql(`
  mutation CreateSubscription($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        id
        name
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

/** The newest of a name or URI, for finding one that was made without an answer. */
export const SubscriptionsLikeQuery = graphql(`
  query SubscriptionsLike($text: String!) {
    webhookSubscriptions(first: 100, search: $text) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

export const UpdateSubscription = graphql(`
  mutation UpdateSubscription($input: UpdateWebhookSubscriptionInput!) {
    updateWebhookSubscription(input: $input) {
      webhookSubscription {
        id
        version
        isActive
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const TrySubscription = graphql(`
  mutation TrySubscription($input: TryWebhookSubscriptionInput!) {
    tryWebhookSubscription(input: $input) {
      trial {
        outcome
        cause
        statusCode
        durationMs
        body
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const CheckWebhookUri = graphql(`
  query CheckWebhookUri($uri: String!) {
    checkWebhookUri(uri: $uri) {
      reach
      userErrors {
        message
      }
    }
  }
`);
