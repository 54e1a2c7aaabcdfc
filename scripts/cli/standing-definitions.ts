/** All integrations and subscriptions of the tenant as the server has them now. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { ask } from "./ask.ts";
import type { Connection } from "./connection.ts";

const SubscriptionsPage = graphql(`
  query CliSubscriptions($after: String) {
    webhookSubscriptions(first: 100, after: $after) {
      edges {
        node {
          id
          externalId
          version
          name
          uri
          mode
          isActive
          hasSecret
          rateLimitPerSecond
          timeoutSeconds
          eventTypes {
            name
          }
          retryPolicy {
            maxRetries
            baseSeconds
            maxSeconds
          }
          security {
            __typename
            ... on HeaderSecurity {
              headers {
                name
              }
            }
            ... on BasicSecurity {
              username
            }
            ... on OAuth2Security {
              tokenUri
              clientId
              scope
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const IntegrationsPage = graphql(`
  query CliIntegrations($after: String) {
    integrations(first: 100, after: $after) {
      edges {
        node {
          id
          externalId
          version
          name
          isEnabled
          quietAfterHours
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
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Page<Node> = { edges: { node: Node }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

export type StandingSubscription = ResultOf<typeof SubscriptionsPage>["webhookSubscriptions"]["edges"][number]["node"];
export type StandingIntegration = ResultOf<typeof IntegrationsPage>["integrations"]["edges"][number]["node"];
export type StandingDefinitions = { subscriptions: StandingSubscription[]; integrations: StandingIntegration[] };

/** Oldest first. */
export async function fetchStanding(connection: Connection): Promise<StandingDefinitions> {
  return {
    subscriptions: await allOf(
      async (after) => (await ask(connection, SubscriptionsPage, { after })).webhookSubscriptions,
    ),
    integrations: await allOf(async (after) => (await ask(connection, IntegrationsPage, { after })).integrations),
  };
}

async function allOf<Node>(fetchPage: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const all: Node[] = [];
  for (let after: string | null = null; ; ) {
    const page: Page<Node> = await fetchPage(after);
    all.push(...page.edges.map(({ node }) => node));
    if (!page.pageInfo.hasNextPage) return all.reverse();
    after = page.pageInfo.endCursor;
  }
}
