/** Which subscriptions and integrations are meant by ids and externalIds on the command line. */
import { graphql } from "#graphql/document";
import { ask } from "./ask.ts";
import type { Connection } from "./connection.ts";
import { Refusal } from "./refusal.ts";

const FindSubscription = graphql(`
  query CliFindSubscription($id: ID!, $externalId: String!) {
    byId: webhookSubscription(id: $id) {
      id
    }
    byExternalId: webhookSubscriptionByExternalId(externalId: $externalId) {
      id
    }
  }
`);

const FindIntegration = graphql(`
  query CliFindIntegration($id: ID!, $externalId: String!) {
    byId: integration(id: $id) {
      id
    }
    byExternalId: integrationByExternalId(externalId: $externalId) {
      id
    }
  }
`);

type Found = { byId: { id: string } | null; byExternalId: { id: string } | null };

/** The part of a delivery filter that they make; a Refusal names the first that is not there. */
export async function findWatched(
  connection: Connection,
  { subscription, integration }: { subscription?: string[]; integration?: string[] },
): Promise<{ subscriptionIds?: string[]; integrationIds?: string[] }> {
  const subscriptionIds = await findAll("subscription", subscription, (given) =>
    ask(connection, FindSubscription, { id: given, externalId: given }),
  );
  const integrationIds = await findAll("integration", integration, (given) =>
    ask(connection, FindIntegration, { id: given, externalId: given }),
  );
  return { ...(subscriptionIds && { subscriptionIds }), ...(integrationIds && { integrationIds }) };
}

async function findAll(
  what: string,
  given: string[] | undefined,
  find: (given: string) => Promise<Found>,
): Promise<string[] | null> {
  if (!given) return null;
  return Promise.all(
    given.map(async (text) => {
      const { byId, byExternalId } = await find(text);
      const found = byId ?? byExternalId;
      if (!found) throw new Refusal(`There is no ${what} with the id or externalId ${text}.`);
      return found.id;
    }),
  );
}
