/** A realistic payload of an event type, to send as a test. */
import { graphql } from "#graphql/document";

export const SampleQuery = graphql(`
  query EventTypeSample($name: String!) {
    eventType(name: $name) {
      sample
    }
  }
`);
