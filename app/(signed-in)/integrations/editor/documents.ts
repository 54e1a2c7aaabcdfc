/** What the editor of an integration asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

/** What the form needs of a subscription that can be chosen. */
const EditorSubscriptionFields = graphql(`
  fragment EditorSubscriptionFields on WebhookSubscription {
    id
    name
    uri
    mode
    isActive
    eventTypes {
      name
    }
  }
`);

/** The newest subscriptions; others are found as someone types. */
export const EditorChoicesQuery = graphql(
  `
    query EditorChoices {
      eventTypes {
        name
        description
        sample
        fields {
          path
          type
          description
          knownValues
        }
      }
      webhookSubscriptions(first: 100) {
        edges {
          node {
            ...EditorSubscriptionFields
          }
        }
      }
    }
  `,
  [EditorSubscriptionFields],
);

export const FindSubscriptions = graphql(
  `
    query FindSubscriptions($search: String!) {
      webhookSubscriptions(first: 20, search: $search) {
        edges {
          node {
            ...EditorSubscriptionFields
          }
        }
      }
    }
  `,
  [EditorSubscriptionFields],
);

export const SubscriptionsByIdQuery = graphql(
  `
    query SubscriptionsById($ids: [ID!]!) {
      nodes(ids: $ids) {
        ...EditorSubscriptionFields
      }
    }
  `,
  [EditorSubscriptionFields],
);

/** What the form needs of a stored integration. */
export const StoredIntegrationFields = graphql(`
  fragment StoredIntegrationFields on Integration {
    id
    name
    isEnabled
    quietAfterHours
    version
    updatedAt
    trigger {
      name
    }
    filters {
      name
      conditions {
        field
        operator
        values
      }
    }
    actions {
      subscription {
        id
      }
    }
  }
`);

export const EditedIntegrationQuery = graphql(
  `
    query EditedIntegration($id: ID!) {
      integration(id: $id) {
        ...StoredIntegrationFields
        waiting: deliveries(first: 1, filter: { statuses: [PENDING, RETRYING, HELD] }) {
          totalCount
        }
      }
    }
  `,
  [StoredIntegrationFields],
);

export const CreateIntegration = graphql(`
  mutation CreateIntegration($input: CreateIntegrationInput!) {
    createIntegration(input: $input) {
      integration {
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

/** The newest of a name, for finding one that was made without an answer. */
export const IntegrationsNamedQuery = graphql(`
  query IntegrationsNamed($name: String!) {
    integrations(first: 100, search: $name) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

export const UpdateIntegration = graphql(`
  mutation UpdateIntegration($input: UpdateIntegrationInput!) {
    updateIntegration(input: $input) {
      integration {
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

export const DeleteIntegration = graphql(`
  mutation DeleteIntegration($input: DeleteInput!) {
    deleteIntegration(input: $input) {
      deletedId
      userErrors {
        message
      }
    }
  }
`);

export const PreviewFilters = graphql(`
  query PreviewFilters($trigger: String!, $filters: [EventFilterInput!]!, $event: JSON, $recent: Int) {
    previewFilters(trigger: $trigger, filters: $filters, event: $event, recent: $recent) {
      evaluated
      matched
      matchedByFilter
      warnings {
        message
        path
      }
      results {
        matched
        event {
          id
          receivedAt
          payload
        }
        filters {
          matched
        }
      }
    }
  }
`);

export const SeenFields = graphql(`
  query SeenFields($trigger: String!, $recent: Int) {
    seenFields(trigger: $trigger, recent: $recent) {
      path
      type
      events
      distinctValues
      values {
        value
        events
      }
    }
  }
`);

type Choices = ResultOf<typeof EditorChoicesQuery>;
export type EditorEventType = Choices["eventTypes"][number];
export type EditorSubscription = ResultOf<typeof EditorSubscriptionFields>;
export type EditedIntegration = NonNullable<ResultOf<typeof EditedIntegrationQuery>["integration"]>;
export type StoredIntegration = ResultOf<typeof StoredIntegrationFields>;
export type FilterPreview = ResultOf<typeof PreviewFilters>["previewFilters"];
