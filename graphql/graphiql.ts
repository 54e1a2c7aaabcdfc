/** GraphiQL: a page to try the API in the browser with the session's permissions. It loads nothing from elsewhere. */
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

const EXAMPLES = [
  `# Who am I, and what can conditions test?
query Catalogue {
  viewer { name permissions tenant { name } }
  eventTypes { name description fields { path type knownValues } }
}`,
  `# What did the latest alert trigger, and why?
query LatestAlert {
  events(first: 1, type: "alert.sent") {
    edges { node {
      id receivedAt payload
      matches { integration { name } outcome explanation { filters { matched conditions { field actual matched } } } }
      deliveries { edges { node { status summary subscription { name } } } }
    } }
  }
}`,
  `# Publish an alert (needs PUBLISH).
mutation PublishAlert {
  publishEvents(input: { events: [{
    type: "alert.sent"
    metadata: { attributes: { priority: "Emergency" } }
  }] }) {
    events { id receivedAt }
    userErrors { code message path }
  }
}`,
];

let page: string | undefined;

/** The whole page, about 9 MB; made once. */
export function graphiqlPage(): string {
  page ??= renderGraphiQL({
    title: "Signalpost GraphiQL",
    endpoint: "/api/graphql",
    credentials: "same-origin",
    defaultQuery: EXAMPLES[0] ?? "",
    defaultTabs: EXAMPLES.map((query) => ({ query, headers: null })),
  });
  return page;
}
