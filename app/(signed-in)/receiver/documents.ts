/** What the receiver's page asks. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";

export const ReceiverQuery = graphql(`
  query Receiver {
    receiverInboxes {
      id
      name
      uri
      requests {
        id
        receivedAt
        method
        headers {
          name
          value
        }
        body
        signatureVerified
      }
    }
  }
`);

export type Inbox = ResultOf<typeof ReceiverQuery>["receiverInboxes"][number];
export type ReceivedRequest = Inbox["requests"][number];
