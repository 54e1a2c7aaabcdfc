/** "What did this alert trigger?": the event, every integration with its explanation, every delivery, the payload. */
import { Flag, FlaskConical, Send, Siren, Split } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { ButtonLink } from "#ui/button";
import { CopyableId } from "#ui/copyable-id";
import { JsonViewer } from "#ui/json-viewer";
import { PageHeader } from "#ui/page-header";
import { Post, PostStep } from "#ui/post";
import { Priority } from "#ui/priority";
import { Refresher } from "#ui/refresher";
import { Time } from "#ui/time";
import { ask, currentViewer, mayDefine } from "../../../session.ts";
import { eventPriority, eventTitle } from "../../../wording/event-title.ts";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { DeliveryLanes } from "./delivery-lanes.tsx";
import { byAttention, DeliveryList } from "./delivery-list.tsx";
import { deliveriesOf, type EventDetail, EventPageQuery } from "./documents.ts";
import { EventRail } from "./event-rail.tsx";
import { EventSentence } from "./event-sentence.tsx";
import { MatchList } from "./match-list.tsx";
import { ReplayButton } from "./replay-button.tsx";

type EventPageProps = { params: Promise<{ id: string }> };

const findEvent = cache(async (id: string) => ask(EventPageQuery, { id }));

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  return { title: (await findEvent((await params).id)).event ? "Event" : "Not found" };
}

export default async function EventPage({ params }: EventPageProps) {
  const { event, recoveries } = await findEvent((await params).id);
  if (!event) notFound();
  const deliveries = byAttention(deliveriesOf(event));
  const defines = mayDefine(await currentViewer());
  const priority = eventPriority(event.payload);
  // A sample that was sent to try a subscription is nothing that an integration could miss.
  const isTest = deliveries.length > 0 && deliveries.every(({ origin }) => origin === "TEST");
  // A recovery that is under way may bring it somewhere.
  const isSettled =
    event.matchedAt !== null &&
    deliveries.every(({ completedAt }) => completedAt !== null) &&
    recoveries.edges.every(({ node }) => node.status !== "RUNNING");
  return (
    <>
      {isSettled ? null : <Refresher everySeconds={3} restsOn="[role=alertdialog]" />}
      <PageHeader
        crumb={{
          href: "/events",
          label: "Events",
          here: <CopyableId id={event.id} noun="event" />,
        }}
        eyebrow={
          <>
            <Priority priority={priority} />
            <span className="code-text">{event.type.name}</span>
            <Time at={event.receivedAt} />
          </>
        }
        title={eventTitle(event.type.name, event.payload)}
        lead={
          <p className="mt-1 text-[16px] leading-6">
            <EventSentence event={event} />
          </p>
        }
        actions={
          defines ? (
            <>
              <ButtonLink prefetch={false} href={`/integrations/new?event=${event.id}`} icon={FlaskConical}>
                Use as sample
              </ButtonLink>
              {event.matchedAt === null || isTest ? null : (
                <ReplayButton id={event.id} receivedAt={event.receivedAt} isEmergency={priority === "Emergency"} />
              )}
            </>
          ) : null
        }
      />
      <EventRail event={event} />
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_352px]">
        <Post>
          <PostStep
            state="now"
            pin={<Siren size={14} />}
            title="Event"
            headingId="event"
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
          <PostStep state="now" pin={<Split size={14} />} title="Trigger" headingId="trigger" note={triggerNote(event)}>
            <MatchList matches={event.matches} />
          </PostStep>
          <PostStep state="now" pin={<Send size={14} />} title="Action" headingId="action" note={actionNote(event)}>
            {deliveries.length > 0 ? <DeliveryLanes deliveries={deliveries} receivedAt={event.receivedAt} /> : null}
          </PostStep>
          <PostStep
            state="now"
            pin={<Flag size={14} />}
            title="Status"
            headingId="status"
            note={deliveries.length > 0 ? "what became of it" : "nothing to deliver"}
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

function actionNote(event: EventDetail): string {
  const deliveries = deliveriesOf(event);
  if (deliveries.length === 0)
    return event.matchedAt === null ? "once the filters are compared" : "no integration sends it";
  const attempts = deliveries.reduce((sum, delivery) => sum + delivery.attempts.length, 0);
  return `${countOf(attempts, "attempt")}, on a time axis that stretches the first seconds`;
}

/** The fields that any integration's conditions looked at. */
function readPaths(event: EventDetail): ReadonlySet<string> {
  const conditions = event.matches.flatMap(
    ({ explanation }) => explanation?.filters.flatMap((filter) => filter.conditions) ?? [],
  );
  return new Set(conditions.map(({ field }) => field));
}
