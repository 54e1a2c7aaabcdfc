/** What a new integration asks that begins with an event to try its filters with. */
import { graphql } from "#graphql/document";

export const TriedEventQuery = graphql(`
  query TriedEvent($id: ID!) {
    event(id: $id) {
      payload
      type {
        name
      }
    }
  }
`);
