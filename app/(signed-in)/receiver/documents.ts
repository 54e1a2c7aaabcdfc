/** What the receiver's page asks and changes. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const InboxesQuery = graphql(`
  query Inboxes {
    receiverInboxes {
      id
      name
    }
  }
`);

export const InboxQuery = graphql(`
  query Inbox($id: ID!, $first: Int!) {
    receiverInbox(id: $id) {
      id
      name
      uri
      createdAt
      expiresAt
      requestCount
      answer {
        statusCode
        delaySeconds
        retryAfterSeconds
        body
        times
        timesLeft
      }
      subscriptions {
        id
        name
      }
      requests(first: $first) {
        id
        receivedAt
        method
        headers {
          name
          value
        }
        body
        answeredStatusCode
        verifiedBy {
          id
          name
        }
      }
    }
  }
`);

export const CreateInbox = graphql(`
  mutation CreateInbox($input: CreateReceiverInboxInput!) {
    createReceiverInbox(input: $input) {
      receiverInbox {
        id
        name
      }
      userErrors {
        message
      }
    }
  }
`);

export const UpdateInbox = graphql(`
  mutation UpdateInbox($input: UpdateReceiverInboxInput!) {
    updateReceiverInbox(input: $input) {
      receiverInbox {
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

export const ClearInbox = graphql(`
  mutation ClearInbox($input: IdInput!) {
    clearReceiverInbox(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

export const DeleteInbox = graphql(`
  mutation DeleteInbox($input: IdInput!) {
    deleteReceiverInbox(input: $input) {
      userErrors {
        message
      }
    }
  }
`);

export type Inbox = NonNullable<ResultOf<typeof InboxQuery>["receiverInbox"]>;
export type ReceivedRequest = Inbox["requests"][number];
export type StoredAnswer = Inbox["answer"];
