/** The built-in receiver: inboxes with a URL each, what arrived there a moment ago, and what they answer. */
import { Inbox as InboxIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { createLoader, parseAsBoolean, parseAsString, type SearchParams } from "nuqs/server";
import { CopyButton } from "#ui/copy-button";
import { EmptyState } from "#ui/empty-state";
import { PageHeader } from "#ui/page-header";
import { Refresher } from "#ui/refresher";
import { REQUESTS_KEPT } from "#webhooks/receiver-inbox";
import { ask, currentViewer, mayDefine, mayManage } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { NotEnabled } from "../integrations/not-enabled.tsx";
import { type Inbox, InboxesQuery, InboxQuery } from "./documents.ts";
import { InboxCard } from "./inbox-card.tsx";
import { NewInboxButton } from "./new-inbox-button.tsx";
import { RequestList } from "./request-list.tsx";

export const metadata: Metadata = { title: "Receiver" };

const REFRESH_SECONDS = 2;
const SHOWN_AT_FIRST = 25;
const loadParams = createLoader({ inbox: parseAsString, all: parseAsBoolean.withDefault(false) });

export default async function ReceiverPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { inbox: wanted, all } = await loadParams(searchParams);
  const viewer = await currentViewer();
  const manages = mayManage(viewer);
  const { receiverInboxes } = await ask(InboxesQuery, {});
  const chosen = receiverInboxes.find(({ id }) => id === wanted) ?? receiverInboxes[0];
  const first = all ? REQUESTS_KEPT : SHOWN_AT_FIRST;
  const inbox = chosen ? (await ask(InboxQuery, { id: chosen.id, first })).receiverInbox : null;
  return (
    <>
      <Refresher everySeconds={REFRESH_SECONDS} />
      <PageHeader
        title="Receiver"
        lead="A receiver of our own, for trials: what was sent to its addresses, and by whose key it was signed."
        actions={manages ? <NewInboxButton /> : null}
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      {inbox ? (
        <>
          <InboxTabs inboxes={receiverInboxes} current={inbox.id} />
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_352px]">
            <div className="order-2 min-w-0 lg:order-none">
              <Requests inbox={inbox} isCut={!all && inbox.requestCount > SHOWN_AT_FIRST} />
            </div>
            <InboxCard inbox={inbox} manages={manages} defines={mayDefine(viewer)} />
          </div>
        </>
      ) : (
        <EmptyState icon={InboxIcon} title="There is no inbox">
          An inbox is a URL to send to while no receiver is ready: what arrives is shown here, and what it answers can
          be chosen. {manages ? "New inbox makes one." : "Somebody who may edit can make one."}
        </EmptyState>
      )}
    </>
  );
}

function InboxTabs({ inboxes, current }: { inboxes: readonly { id: string; name: string }[]; current: string }) {
  return (
    <nav aria-label="Inboxes" className="mb-3.5 flex gap-1 overflow-x-auto border-b border-line">
      {inboxes.map(({ id, name }) => (
        <Link
          prefetch={false}
          key={id}
          href={`/receiver?inbox=${id}`}
          dir="auto"
          aria-current={id === current ? "page" : undefined}
          className="max-w-56 flex-none truncate border-b-2 border-transparent px-2.5 pt-1.75 pb-2.25 text-dense font-medium -outline-offset-2 text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Requests({ inbox, isCut }: { inbox: Inbox; isCut: boolean }) {
  const { id, uri, requestCount, requests } = inbox;
  const command = `curl -d '"Ping!"' -H 'content-type: application/json' ${uri}`;
  return (
    <section aria-labelledby="requests">
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id="requests" className="text-section">
          Requests
        </h2>
        <p aria-live="polite" className="text-dense text-ink-3">
          {requestCount === 0
            ? "Listening."
            : `Listening. ${countOf(requestCount, "request")} so far, the newest ${REQUESTS_KEPT} are kept.`}
        </p>
      </header>
      {requestCount === 0 ? (
        <EmptyState icon={InboxIcon} title="Nothing has arrived here yet">
          <p>
            Use its address as the URI of a subscription, or send something by hand. It stands here a moment later; this
            page refreshes itself.
          </p>
          <p className="mt-3 flex items-start gap-1 rounded-panel border border-line bg-sunken py-1 pr-1 pl-3">
            <span className="code-text min-w-0 flex-1 py-1 wrap-anywhere">{command}</span>
            <CopyButton text={command} label="Copy command" />
          </p>
        </EmptyState>
      ) : (
        <RequestList key={id} requests={requests} />
      )}
      {isCut ? (
        <p className="mt-3">
          <Link
            prefetch={false}
            scroll={false}
            href={`/receiver?inbox=${id}&all=true`}
            className="text-accent-ink underline underline-offset-2"
          >
            Show all {requestCount}
          </Link>
        </p>
      ) : null}
    </section>
  );
}
