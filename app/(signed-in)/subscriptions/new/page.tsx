/** A new subscription that receives every event of its types, without an integration. */
import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { graphql } from "#graphql/document";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayDefine } from "../../../session.ts";
import { WhomToAsk } from "../../integrations/not-enabled.tsx";
import { SubscriptionEditor } from "../form/subscription-editor.tsx";
import { newSubscriptionValues } from "../form/subscription-form.ts";

export const metadata: Metadata = { title: "New subscription" };

const NewSubscriptionQuery = graphql(`
  query NewSubscription {
    eventTypes {
      name
      description
    }
  }
`);

/** `uri`: what is filled in already, such as an inbox's address. */
const loadParams = createLoader({ uri: parseAsString.withDefault("") });

export default async function NewSubscriptionPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { uri } = await loadParams(searchParams);
  const viewer = await currentViewer();
  const { eventTypes } = await ask(NewSubscriptionQuery, {});
  return (
    <>
      <PageHeader
        crumb={{ href: "/subscriptions", label: "Subscriptions", here: "New" }}
        title="New subscription"
        lead="It receives every event of its types. To send only what passes filters, make an integration instead."
      />
      <WhomToAsk viewer={viewer} todo="create one" />
      {mayDefine(viewer) ? (
        <SubscriptionEditor eventTypes={eventTypes} values={{ ...newSubscriptionValues([]), uri }} />
      ) : null}
    </>
  );
}
