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

export const MarkNotificationsUnread = graphql(`
  mutation MarkNotificationsUnread($ids: [ID!]!) {
    markNotificationsUnread(input: { ids: $ids }) {
      userErrors {
        message
      }
    }
  }
`);

/** As many as can be marked at once. */
export const UnreadIdsQuery = graphql(`
  query UnreadIds {
    notifications(first: 100, unreadOnly: true) {
      edges {
        node {
          id
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

export type ListedNotification = ResultOf<typeof NotificationsQuery>["notifications"]["edges"][number]["node"];
