/** The mutations that applying a definitions file is made of. */
import type { VariablesOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const CreateSubscription = graphql(`
  mutation CliCreateSubscription($input: CreateWebhookSubscriptionInput!) {
    result: createWebhookSubscription(input: $input) {
      made: webhookSubscription {
        id
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
  mutation CliUpdateSubscription($input: UpdateWebhookSubscriptionInput!) {
    result: updateWebhookSubscription(input: $input) {
      made: webhookSubscription {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const CreateIntegration = graphql(`
  mutation CliCreateIntegration($input: CreateIntegrationInput!) {
    result: createIntegration(input: $input) {
      made: integration {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const UpdateIntegration = graphql(`
  mutation CliUpdateIntegration($input: UpdateIntegrationInput!) {
    result: updateIntegration(input: $input) {
      made: integration {
        id
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteSubscription = graphql(`
  mutation CliDeleteSubscription($input: DeleteInput!) {
    result: deleteWebhookSubscription(input: $input) {
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export const DeleteIntegration = graphql(`
  mutation CliDeleteIntegration($input: DeleteInput!) {
    result: deleteIntegration(input: $input) {
      userErrors {
        code
        message
        path
      }
    }
  }
`);

export type NewSubscription = VariablesOf<typeof CreateSubscription>["input"];
export type NewIntegration = VariablesOf<typeof CreateIntegration>["input"];
