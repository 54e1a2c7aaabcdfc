/** "What did this alert trigger?": the event, every integration with its explanation, every delivery, the payload. */
import { Flag, Send, Siren, Split } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CopyableId } from "#ui/copyable-id";
import { JsonViewer } from "#ui/json-viewer";
import { PageHeader } from "#ui/page-header";
import { Post, PostStep } from "#ui/post";
import { Priority } from "#ui/priority";
import { Refresher } from "#ui/refresher";
import { Time } from "#ui/time";
import { ask } from "../../../session.ts";
import { eventPriority, eventTitle } from "../../../wording/event-title.ts";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { DeliveryList } from "./delivery-list.tsx";
import { type EventDetail, EventPageQuery } from "./documents.ts";
import { eventSentence } from "./event-sentence.ts";
import { MatchList } from "./match-list.tsx";

type EventPageProps = { params: Promise<{ id: string }> };

const findEvent = cache(async (id: string) => (await ask(EventPageQuery, { id })).event);

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  return { title: (await findEvent((await params).id)) ? "Event" : "Not found" };
}

export default async function EventPage({ params }: EventPageProps) {
  const event = await findEvent((await params).id);
  if (!event) notFound();
  const deliveries = event.deliveries.edges.map(({ node }) => node);
  const isSettled =
    event.matchedAt !== null && deliveries.every(({ status }) => status !== "PENDING" && status !== "RETRYING");
  return (
    <>
      {isSettled ? null : <Refresher everySeconds={3} />}
      <PageHeader
        crumb={{
          href: "/events",
          label: "Events",
          here: <CopyableId id={event.id} noun="event" />,
        }}
        eyebrow={
          <>
            <Priority priority={eventPriority(event.payload)} />
            <span className="code-text">{event.type.name}</span>
            <Time at={event.receivedAt} />
          </>
        }
        title={eventTitle(event.type.name, event.payload)}
        lead={<p className="mt-1 text-[16px] leading-6">{eventSentence(event)}</p>}
      />
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_352px]">
        <Post>
          <PostStep
            state="now"
            pin={<Siren size={14} />}
            title="Event"
            note={
              <>
                received <Time at={event.receivedAt} as="millis" />, occurred <Time at={event.occurredAt} as="millis" />
              </>
            }
          >
            <dl className="card grid grid-cols-2 gap-x-4 gap-y-2 px-3.5 py-2.5 text-dense">
              <div className="min-w-0">
                <dt className="text-meta text-ink-3">What it is</dt>
                <dd className="text-pretty">{event.type.description}</dd>
              </div>
              <div className="min-w-0">
                <dt className="text-meta text-ink-3">External id</dt>
                <dd className="code-text wrap-anywhere">{event.externalId ?? "–"}</dd>
              </div>
            </dl>
          </PostStep>
          <PostStep state="now" pin={<Split size={14} />} title="Trigger" note={triggerNote(event)}>
            <MatchList matches={event.matches} />
          </PostStep>
          <PostStep
            state="now"
            pin={deliveries.length > 0 ? <Send size={14} /> : <Flag size={14} />}
            title="Deliveries"
            note={deliveries.length > 0 ? attemptNote(event) : "none: nothing matched"}
          >
            {deliveries.length > 0 ? <DeliveryList deliveries={deliveries} /> : null}
            {event.deliveries.pageInfo.hasNextPage ? (
              <p className="mt-2 text-dense text-ink-3">The newest {deliveries.length} are shown.</p>
            ) : null}
          </PostStep>
        </Post>
        <div className="min-w-0 lg:sticky lg:top-5">
          <JsonViewer title="Payload" note="marked: read by a filter" value={event.payload} marked={readPaths(event)} />
        </div>
      </div>
    </>
  );
}

function triggerNote(event: EventDetail): string {
  const listening = `${countOf(event.matches.length, "integration")} ${event.matches.length === 1 ? "listens" : "listen"} to ${event.type.name}`;
  if (event.matchedAt === null) return `${listening}; being matched now`;
  const afterMs = new Date(event.matchedAt).getTime() - new Date(event.receivedAt).getTime();
  return `${listening}; matched after ${formatDuration(afterMs)}`;
}

function attemptNote(event: EventDetail): string {
  const attempts = event.deliveries.edges.reduce((sum, { node }) => sum + node.attemptCount, 0);
  return countOf(attempts, "attempt");
}

/** The fields that any integration's conditions looked at. */
function readPaths(event: EventDetail): ReadonlySet<string> {
  const conditions = event.matches.flatMap(
    ({ explanation }) => explanation?.filters.flatMap((filter) => filter.conditions) ?? [],
  );
  return new Set(conditions.map(({ field }) => field));
}
