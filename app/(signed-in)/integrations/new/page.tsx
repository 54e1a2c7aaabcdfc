/** A new integration: from nothing, or as the address says (a copy, a template, to an inbox, tried with an event). */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { PageHeader } from "#ui/page-header";
import { ask, currentUserId, currentViewer, mayDefine } from "../../../session.ts";
import { EditorChoicesQuery } from "../editor/documents.ts";
import { IntegrationEditor } from "../editor/integration-editor.tsx";
import { WhomToAsk } from "../not-enabled.tsx";
import { findBeginning } from "./beginning.tsx";

export const metadata: Metadata = { title: "New integration" };

const loadNewParams = createLoader({
  copy: parseAsString,
  template: parseAsString,
  inbox: parseAsString,
  event: parseAsString,
});

export default async function NewIntegrationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await currentViewer();
  const [{ eventTypes, webhookSubscriptions }, beginning] = await Promise.all([
    ask(EditorChoicesQuery, {}),
    findBeginning(await loadNewParams(searchParams)),
  ]);
  if (!beginning) notFound();
  const { start, lead } = beginning;
  return (
    <>
      <PageHeader
        crumb={{ href: "/integrations", label: "Integrations", here: "New" }}
        title="New integration"
        lead={lead}
      />
      <WhomToAsk viewer={viewer} todo="create one" />
      <IntegrationEditor
        eventTypes={eventTypes}
        subscriptions={webhookSubscriptions.edges.map(({ node }) => node)}
        key={start?.key}
        start={start}
        mayChange={mayDefine(viewer)}
        userId={await currentUserId()}
        userName={viewer.name}
      />
    </>
  );
}
