/** A new integration. */
import type { Metadata } from "next";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayManage } from "../../../session.ts";
import { EditorChoicesQuery } from "../editor/documents.ts";
import { IntegrationEditor } from "../editor/integration-editor.tsx";
import { NotEnabled } from "../not-enabled.tsx";

export const metadata: Metadata = { title: "New integration" };

export default async function NewIntegrationPage() {
  const viewer = await currentViewer();
  const { eventTypes, webhookSubscriptions } = await ask(EditorChoicesQuery, {});
  return (
    <>
      <PageHeader crumb={{ href: "/integrations", label: "Integrations", here: "New" }} title="New integration" />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      <IntegrationEditor
        eventTypes={eventTypes}
        subscriptions={webhookSubscriptions.edges.map(({ node }) => node)}
        mayChange={mayManage(viewer) && viewer.tenant.integrationsEnabled}
      />
    </>
  );
}
