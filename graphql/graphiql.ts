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
  `# Make an integration and the subscription it sends to (needs MANAGE). Put your receiver's address in its place; an
# inbox of the page Receiver does as well.
mutation FirstIntegration {
  createIntegration(input: {
    externalId: "first-integration"
    name: "Emergencies to my receiver"
    trigger: "alert.sent"
    filters: [{ conditions: [{ field: "metadata.attributes.priority", values: ["Emergency"] }] }]
    actions: [{ newSubscription: { uri: "https://receiver.example.com/hooks", eventTypes: ["alert.sent"] } }]
  }) {
    integration { id version actions { subscription { id signingKeys { value } } } }
    userErrors { code message path }
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
  `# Deliveries as they change, until you press the button again. Publish an alert meanwhile.
subscription Live {
  deliveryUpdated { id status summary event { type { name } } subscription { name } }
}`,
];

/**
 * Without an `endpoint` it asks the page's own address; one that is given would be asked for live operations too. Live
 * operations are GET unless a method is given. The package's type leaves subscriptionsEndpoint out.
 */
const ADDRESSES = { method: "POST" as const, subscriptionsEndpoint: "/api/graphql/stream" };

let page: string | undefined;

/** The whole page, about 9 MB; made once. */
export function graphiqlPage(): string {
  page ??= renderGraphiQL({
    title: "Signalpost GraphiQL",
    ...ADDRESSES,
    credentials: "same-origin",
    defaultQuery: EXAMPLES[0] ?? "",
    defaultTabs: EXAMPLES.map((query) => ({ query, headers: null })),
  });
  return page;
}
