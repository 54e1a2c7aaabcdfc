/** The built-in receiver: what arrived at its inboxes, newest first, each with whether its signature holds. */
import { Inbox as InboxIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { CopyButton } from "#ui/copy-button";
import { EmptyState } from "#ui/empty-state";
import { PageHeader } from "#ui/page-header";
import { Refresher } from "#ui/refresher";
import { ask } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { ReceiverQuery } from "./documents.ts";
import { RequestList } from "./request-list.tsx";

export const metadata: Metadata = { title: "Receiver" };

const REFRESH_SECONDS = 3;
const loadParams = createLoader({ inbox: parseAsString });

export default async function ReceiverPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { inbox: wanted } = await loadParams(searchParams);
  const { receiverInboxes } = await ask(ReceiverQuery, {});
  const inbox = receiverInboxes.find(({ id }) => id === wanted) ?? receiverInboxes[0];
  return (
    <>
      <Refresher everySeconds={REFRESH_SECONDS} />
      <PageHeader
        title="Receiver"
        lead="A receiver of our own, for trials: what was sent to its addresses, and whether the signature holds."
      />
      {inbox ? (
        <>
          {receiverInboxes.length > 1 ? (
            <nav aria-label="Inboxes" className="mb-3.5 flex gap-1 overflow-x-auto border-b border-line">
              {receiverInboxes.map(({ id, name }) => (
                <Link
                  prefetch={false}
                  key={id}
                  href={`/receiver?inbox=${id}`}
                  dir="auto"
                  aria-current={id === inbox.id ? "page" : undefined}
                  className="border-b-2 border-transparent px-2.5 pt-1.75 pb-2.25 text-dense font-medium whitespace-nowrap -outline-offset-2 text-ink-2 hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
                >
                  {name}
                </Link>
              ))}
            </nav>
          ) : null}
          <p className="mb-3.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-dense text-ink-2">
            <span>Its address:</span>
            <span className="code-text wrap-anywhere text-ink">{inbox.uri}</span>
            <CopyButton text={inbox.uri} label="Copy address" />
            <span className="ml-auto text-ink-3">
              {countOf(inbox.requests.length, "request")}, the newest 200 are kept
            </span>
          </p>
          {inbox.requests.length > 0 ? (
            <RequestList requests={inbox.requests} />
          ) : (
            <EmptyState icon={InboxIcon} title="Nothing has arrived here yet">
              Use its address as the URI of a subscription. What is sent to it stands here a moment later; this page
              refreshes itself.
            </EmptyState>
          )}
        </>
      ) : (
        <EmptyState icon={InboxIcon} title="There is no inbox">
          The sample data of a fresh installation brings one. Without it, send to a receiver of your own.
        </EmptyState>
      )}
    </>
  );
}
