/** A new integration, from nothing or as a copy of another (`?copy=int_…`). */
import { Eye } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { Note } from "#ui/note";
import { PageHeader } from "#ui/page-header";
import { ask, currentUserId, currentViewer, mayManage } from "../../../session.ts";
import { EditedIntegrationQuery, EditorChoicesQuery } from "../editor/documents.ts";
import { IntegrationEditor } from "../editor/integration-editor.tsx";
import { NotEnabled } from "../not-enabled.tsx";

export const metadata: Metadata = { title: "New integration" };

const loadNewParams = createLoader({ copy: parseAsString });

export default async function NewIntegrationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { copy } = await loadNewParams(searchParams);
  const viewer = await currentViewer();
  const [{ eventTypes, webhookSubscriptions }, copied] = await Promise.all([
    ask(EditorChoicesQuery, {}),
    copy ? ask(EditedIntegrationQuery, { id: copy }) : null,
  ]);
  if (copied && !copied.integration) notFound();
  return (
    <>
      <PageHeader
        crumb={{ href: "/integrations", label: "Integrations", here: "New" }}
        title="New integration"
        lead={
          copied?.integration ? (
            <>
              A copy of{" "}
              <Link href={`/integrations/${copied.integration.id}`} dir="auto" className="underline underline-offset-2">
                {copied.integration.name}
              </Link>
              . Nothing is made until you save.
            </>
          ) : null
        }
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      {viewer.tenant.integrationsEnabled && !mayManage(viewer) ? (
        <div className="mb-4">
          <Note tone="idle" icon={Eye}>
            Your role can look but not change. Ask an editor of your account to create one.
          </Note>
        </div>
      ) : null}
      <IntegrationEditor
        eventTypes={eventTypes}
        subscriptions={webhookSubscriptions.edges.map(({ node }) => node)}
        key={copied?.integration?.id}
        copied={copied?.integration ?? undefined}
        mayChange={mayManage(viewer) && viewer.tenant.integrationsEnabled}
        userId={await currentUserId()}
      />
    </>
  );
}
