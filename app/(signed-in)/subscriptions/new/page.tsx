/** A new subscription that receives every event of its types, without an integration. */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { graphql } from "#graphql/document";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayManage } from "../../../session.ts";
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
  if (!mayManage(viewer) || !viewer.tenant.integrationsEnabled) notFound();
  const { eventTypes } = await ask(NewSubscriptionQuery, {});
  return (
    <>
      <PageHeader
        crumb={{ href: "/subscriptions", label: "Subscriptions", here: "New" }}
        title="New subscription"
        lead="It receives every event of its types. To send only what passes filters, make an integration instead."
      />
      <SubscriptionEditor eventTypes={eventTypes} values={{ ...newSubscriptionValues([]), uri }} />
    </>
  );
}
