/** What the versions of an integration are, and going back to one. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { StoredIntegrationFields } from "../editor/documents.ts";

/** One more than is shown at once, because what the last one changed takes the one before it. */
export const VersionsQuery = graphql(`
  query IntegrationVersions($id: ID!, $after: String) {
    integration(id: $id) {
      version
      revisions(first: 21, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            version
            changedBy
            changedAt
            name
            isEnabled
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
            quietAfterHours
            subscriptions {
              id
              name
              deletedAt
            }
          }
        }
      }
    }
  }
`);

export const RestoreVersion = graphql(
  `
    mutation RestoreIntegrationVersion($input: RestoreIntegrationInput!) {
      restoreIntegration(input: $input) {
        integration {
          ...StoredIntegrationFields
        }
        userErrors {
          code
          message
          path
        }
      }
    }
  `,
  [StoredIntegrationFields],
);

export type VersionPage = NonNullable<ResultOf<typeof VersionsQuery>["integration"]>["revisions"];
export type Version = VersionPage["edges"][number]["node"];
