/** An existing integration in the editor. */
import { Copy, GitCompareArrows, History, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Button, ButtonLink } from "#ui/button";
import { CopyableId } from "#ui/copyable-id";
import { PageHeader } from "#ui/page-header";
import { ask, currentUserId, currentViewer, mayDefine } from "../../../session.ts";
import { DeleteIntegrationDialog } from "../delete-integration.tsx";
import { EditedIntegrationQuery, EditorChoicesQuery } from "../editor/documents.ts";
import { IntegrationEditor } from "../editor/integration-editor.tsx";
import { NotEnabled } from "../not-enabled.tsx";
import { VersionsQuery } from "../versions/documents.ts";

type PageProps = { params: Promise<{ id: string }> };

const findIntegration = cache(async (id: string) => (await ask(EditedIntegrationQuery, { id })).integration);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await findIntegration((await params).id)) ? "Edit integration" : "Not found" };
}

export default async function EditIntegrationPage({ params }: PageProps) {
  const { id } = await params;
  const viewer = await currentViewer();
  const [integration, { eventTypes, webhookSubscriptions }, versions] = await Promise.all([
    findIntegration(id),
    ask(EditorChoicesQuery, {}),
    ask(VersionsQuery, { id }),
  ]);
  if (!integration) notFound();
  const manages = mayDefine(viewer);
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
            <ButtonLink href="#versions" icon={GitCompareArrows}>
              Versions
            </ButtonLink>
            <ButtonLink href={`/history?integration=${integration.id}`} icon={History}>
              History
            </ButtonLink>
            {manages ? (
              <ButtonLink href={`/integrations/new?copy=${integration.id}`} icon={Copy}>
                Duplicate
              </ButtonLink>
            ) : null}
            {manages ? (
              <DeleteIntegrationDialog
                trigger={
                  <Button variant="danger" icon={Trash2}>
                    Delete…
                  </Button>
                }
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
        versions={versions.integration?.revisions}
        mayChange={manages}
        userId={await currentUserId()}
        userName={viewer.name}
      />
    </>
  );
}
