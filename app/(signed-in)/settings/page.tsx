/** Settings: one's own account; for administrators also the users, the API keys, where notifications go, and the audit trail. */
import { Plus, Send, SquareTerminal, UserPen } from "lucide-react";
import type { Metadata } from "next";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { Facts } from "#ui/facts";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { pageVariables } from "../../page-of-list.ts";
import { ask, mayAdminister } from "../../session.ts";
import { ApiKeyTable } from "./api-key-table.tsx";
import { AuditList } from "./audit-list.tsx";
import { AccountQuery, AdministrationQuery } from "./documents.ts";
import { ChannelFaults } from "./notifications/channel-faults.tsx";
import { NotificationSettingsQuery, type StoredNotificationSettings } from "./notifications/documents.ts";
import { ROLE_WORDS } from "./role-words.ts";
import { Section } from "./section.tsx";
import { UserTable } from "./user-table.tsx";

export const metadata: Metadata = { title: "Settings" };

const loadParams = createLoader({ after: parseAsString, before: parseAsString });

export default async function SettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { viewer } = await ask(AccountQuery, {});
  const role = viewer.user ? ROLE_WORDS[viewer.user.role] : null;
  return (
    <>
      <PageHeader
        title="Settings"
        lead={`Your account at ${viewer.tenant.name}, and what it may do.`}
        actions={
          <ButtonLink href="/settings/account" icon={UserPen}>
            Change name or password
          </ButtonLink>
        }
      />
      <Facts
        facts={[
          { name: "Name", value: viewer.name },
          { name: "E-mail", value: viewer.user?.email },
          { name: "Role", value: role?.name, note: role?.may },
        ]}
      />
      {mayAdminister(viewer) ? (
        <Administration page={await loadParams(searchParams)} ownId={viewer.user?.id ?? null} />
      ) : (
        <p className="text-pretty text-ink-2">
          Users and API keys are kept by the administrators of your account; they can also change your role, and set a
          new password when yours is lost.
        </p>
      )}
    </>
  );
}

type AdministrationProps = { page: { after: string | null; before: string | null }; ownId: string | null };

async function Administration({ page, ownId }: AdministrationProps) {
  const [{ users, apiKeys, auditLog }, { notificationSettings }] = await Promise.all([
    ask(AdministrationQuery, pageVariables(page)),
    ask(NotificationSettingsQuery, {}),
  ]);
  return (
    <>
      <Section
        id="users"
        title="Users"
        lead="People who sign in here, and what their role lets them do."
        actions={
          <ButtonLink href="/settings/users/new" icon={Plus}>
            New user
          </ButtonLink>
        }
      >
        <UserTable users={users} ownId={ownId} />
      </Section>
      <Section
        id="api-keys"
        title="API keys"
        lead="For programs: what a key may do, and whether it is still used. GraphiQL is where to try what programs can do."
        actions={
          <>
            <ButtonLink href="/api/graphql" icon={SquareTerminal} prefetch={false}>
              Open GraphiQL
            </ButtonLink>
            <ButtonLink href="/settings/api-keys/new" icon={Plus}>
              New API key
            </ButtonLink>
          </>
        }
      >
        <ApiKeyTable apiKeys={apiKeys} />
      </Section>
      <Section
        id="notifications"
        title="Notifications"
        lead={destinationsOf(notificationSettings)}
        actions={
          <ButtonLink href="/settings/notifications" icon={Send}>
            Webhook and e-mail
          </ButtonLink>
        }
      >
        <div className="grid max-w-[640px] gap-2">
          <ChannelFaults settings={notificationSettings} />
        </div>
      </Section>
      <Section
        id="audit"
        title="Audit trail"
        lead="Every change of integrations, subscriptions, users and API keys: by whom, when, and what it was before."
      >
        <AuditList entries={auditLog.edges.map(({ node }) => node)} />
        <Pager pageInfo={auditLog.pageInfo} path="/settings" params={{}}>
          Newest first
        </Pager>
      </Section>
    </>
  );
}

function destinationsOf({ webhookUri, mailsAdministrators, canMail }: StoredNotificationSettings): string {
  const others = [
    ...(webhookUri === null ? [] : [`to ${new URL(webhookUri).host}`]),
    ...(mailsAdministrators && canMail ? ["to the administrators by e-mail"] : []),
  ];
  return `They stand behind the bell${others.length === 0 ? "" : `, and go ${others.join(" and ")}`}.`;
}
