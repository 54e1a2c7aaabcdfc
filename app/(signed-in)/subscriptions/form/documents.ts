/** What makes and changes subscriptions. */
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
