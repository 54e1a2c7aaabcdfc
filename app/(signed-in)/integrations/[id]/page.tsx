/** An existing integration in the editor. */
import { History } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "#ui/button";
import { CopyableId } from "#ui/copyable-id";
import { PageHeader } from "#ui/page-header";
import { ask, currentViewer, mayManage } from "../../../session.ts";
import { DeleteIntegrationButton } from "../editor/delete-integration-button.tsx";
import { EditedIntegrationQuery, EditorChoicesQuery } from "../editor/documents.ts";
import { IntegrationEditor } from "../editor/integration-editor.tsx";
import { NotEnabled } from "../not-enabled.tsx";

export const metadata: Metadata = { title: "Edit integration" };

export default async function EditIntegrationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const viewer = await currentViewer();
  const [{ integration }, { eventTypes, webhookSubscriptions }] = await Promise.all([
    ask(EditedIntegrationQuery, { id }),
    ask(EditorChoicesQuery, {}),
  ]);
  if (!integration) notFound();
  const manages = mayManage(viewer) && viewer.tenant.integrationsEnabled;
  return (
    <>
      <PageHeader
        crumb={{
          href: "/integrations",
          label: "Integrations",
          here: <CopyableId id={integration.id} noun="integration" />,
        }}
        title={integration.name}
        actions={
          <>
            <ButtonLink href={`/history?integration=${integration.id}`} icon={History}>
              History
            </ButtonLink>
            {manages ? (
              <DeleteIntegrationButton
                id={integration.id}
                name={integration.name}
                waiting={integration.waiting.totalCount}
              />
            ) : null}
          </>
        }
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      <IntegrationEditor
        key={integration.id}
        eventTypes={eventTypes}
        subscriptions={webhookSubscriptions.edges.map(({ node }) => node)}
        integration={integration}
        mayChange={manages}
      />
    </>
  );
}
