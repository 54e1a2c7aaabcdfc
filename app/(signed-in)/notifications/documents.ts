/** What the page of notifications asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const NotificationsQuery = graphql(`
  query Notifications($first: Int, $after: String, $last: Int, $before: String, $unreadOnly: Boolean) {
    unreadNotificationCount
    notifications(first: $first, after: $after, last: $last, before: $before, unreadOnly: $unreadOnly) {
      edges {
        node {
          id
          kind
          sentence
          createdAt
          isRead
          subjectName
          subscription {
            id
            deletedAt
          }
          integration {
            id
            deletedAt
          }
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const MarkNotificationsRead = graphql(`
  mutation MarkNotificationsRead($ids: [ID!]) {
    markNotificationsRead(input: { ids: $ids }) {
      userErrors {
        message
      }
    }
  }
`);

export type ListedNotification = ResultOf<typeof NotificationsQuery>["notifications"]["edges"][number]["node"];
