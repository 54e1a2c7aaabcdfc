/** The operations of the example. What they ask for is what their results hold, checked by the compiler. */
import { graphql } from "#graphql/document";

/** An integration and the subscription it sends to, made together. */
export const CreateIntegration = graphql(`
  mutation ExampleIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      integration {
        id
        actions {
          subscription {
            id
            signingKeys {
              value
            }
          }
        }
      }
      userErrors {
        code
        message
        path
      }
    }
  }
`);

/** For upserts: is there one with our own id already? */
export const FindIntegration = graphql(`
  query ExampleFindIntegration($externalId: String!) {
    integrationByExternalId(externalId: $externalId) {
      id
    }
  }
`);

export const PreviewFilters = graphql(`
  query ExamplePreview($trigger: String!, $filters: [EventFilterInput!]!, $event: JSON!) {
    previewFilters(trigger: $trigger, filters: $filters, event: $event) {
      matched
      warnings {
        message
      }
    }
  }
`);

export const PublishEvents = graphql(`
  mutation ExamplePublish($events: [EventInput!]!) {
    publishEvents(input: { events: $events }) {
      events {
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

/** What became of an event: its deliveries, and why integrations fired or did not. */
export const EventOutcome = graphql(`
  query ExampleOutcome($id: ID!) {
    event(id: $id) {
      matchedAt
      deliveries {
        edges {
          node {
            status
            summary
          }
        }
      }
      matches {
        outcome
        integration {
          id
          name
        }
        explanation {
          filters {
            conditions {
              field
              operator
              values
              actual
              matched
            }
          }
        }
      }
    }
  }
`);
