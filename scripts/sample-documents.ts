/** What the sample data asks of GraphQL: the same mutations that people and programs use. */
import { graphql } from "#graphql/document";

export const SubscriptionCount = graphql(`
  query SampleSubscriptionCount {
    webhookSubscriptions(first: 1) {
      totalCount
    }
  }
`);

export const CreateSubscription = graphql(`
  mutation SampleSubscription($input: CreateWebhookSubscriptionInput!) {
    createWebhookSubscription(input: $input) {
      webhookSubscription {
        id
      }
      userErrors {
        message
      }
    }
  }
`);

export const CreateIntegration = graphql(`
  mutation SampleIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      integration {
        id
      }
      userErrors {
        message
      }
    }
  }
`);

export const PublishEvents = graphql(`
  mutation SampleEvents($input: PublishEventsInput!) {
    publishEvents(input: $input) {
      duplicates
      userErrors {
        message
      }
    }
  }
`);
