/** The inbox: what the account's administrators were told, newest first. */
import { Bell, CheckCheck, Send } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { pageVariables } from "../../page-of-list.ts";
import { ask, currentViewer, mayAdminister } from "../../session.ts";
import { NotificationsQuery } from "./documents.ts";
import { loadListParams } from "./list-params.ts";
import { MarkAllRead } from "./mark-read.tsx";
import { NotificationList } from "./notification-list.tsx";
import { ShowSwitch } from "./show-switch.tsx";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { show, ...page } = await loadListParams(searchParams);
  const unreadOnly = show === "unread";
  const [viewer, { unreadNotificationCount: unread, notifications }] = await Promise.all([
    currentViewer(),
    ask(NotificationsQuery, { ...pageVariables(page), unreadOnly }),
  ]);
  const rows = notifications.edges.map(({ node }) => node);
  const isEmpty = rows.length === 0 && !unreadOnly && page.after === null && page.before === null;
  return (
    <>
      <PageHeader
        title="Notifications"
        lead={isEmpty ? null : leadOf(unread)}
        actions={
          <>
            {mayAdminister(viewer) ? (
              <ButtonLink href="/settings/notifications" icon={Send}>
                Webhook and e-mail
              </ButtonLink>
            ) : null}
            {unread > 0 ? <MarkAllRead /> : null}
          </>
        }
      />
      {isEmpty ? null : <ShowSwitch />}
      {rows.length > 0 ? (
        <>
          <NotificationList notifications={rows} />
          <Pager pageInfo={notifications.pageInfo} path="/notifications" params={unreadOnly ? { show } : {}}>
            Newest first
          </Pager>
        </>
      ) : isEmpty ? (
        <EmptyState icon={Bell} title="Nothing to tell yet">
          When a subscription keeps failing, is paused or recovers, it stands here, once, with the cause and what
          happens next. An integration can be watched too: say in its last step after how many quiet hours you want to
          know.
        </EmptyState>
      ) : (
        <EmptyState
          icon={CheckCheck}
          title="Everything is read"
          actions={<ButtonLink href="/notifications">Show all</ButtonLink>}
        >
          What is told next stands here until you have read it.
        </EmptyState>
      )}
    </>
  );
}

function leadOf(unread: number): string {
  if (unread === 0) return "You have read everything that was told.";
  return unread >= 100 ? "100 or more that you have not read." : `${unread} that you have not read.`;
}
