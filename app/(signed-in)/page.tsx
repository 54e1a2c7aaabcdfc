/** The overview: what does not arrive, what waits, and what came in last. Every number opens what it counts. */
import type { Metadata } from "next";
import Link from "next/link";
import { Figures } from "#ui/figures";
import { PageHeader } from "#ui/page-header";
import { Priority } from "#ui/priority";
import { Refresher } from "#ui/refresher";
import { HEALTH_STATE, Status } from "#ui/status";
import { Time } from "#ui/time";
import { ToldSentence } from "#ui/told-sentence";
import { startOf } from "../period.ts";
import { ask, currentViewer, mayDefine } from "../session.ts";
import { eventPriority, eventTitle } from "../wording/event-title.ts";
import { countOf, formatCount } from "../wording/numbers.ts";
import { FirstIntegration } from "./integrations/first-integration.tsx";
import { NotEnabled } from "./integrations/not-enabled.tsx";
import { OverviewQuery, type OverviewSubscription } from "./overview/documents.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const viewer = await currentViewer();
  const { integrationsEnabled } = viewer.tenant;
  const data = await ask(OverviewQuery, { dayAgo: startOf("24h", new Date()) ?? "" });
  const subscriptions = data.webhookSubscriptions.edges.map(({ node }) => node);
  const needing = subscriptions.filter(({ health }) => health.state === "FAILING" || health.state === "PAUSED");
  const isBare = subscriptions.length === 0 && data.integrations.totalCount === 0;
  const waiting = sum(data.retrying.totalCount, data.held.totalCount);
  const figures = [
    {
      label: "Arrived",
      value: countOrMany(data.arrived.totalCount),
      note: "last 24 h",
      href: "/history?status=SUCCEEDED&since=24h",
    },
    {
      label: "On their way",
      value: countOrMany(data.retrying.totalCount),
      note: "first attempt or retries",
      href: "/history?status=PENDING,RETRYING",
    },
    { label: "Held", value: countOrMany(data.held.totalCount), note: "kept, not lost", href: "/history?status=HELD" },
    {
      label: "Failed for good",
      value: countOrMany(data.failed.totalCount),
      note: "last 24 h",
      href: "/history?status=FAILED&since=24h",
    },
  ];
  return (
    <>
      <Refresher everySeconds={10} restsOn="main li" />
      <PageHeader
        title={isBare ? "Nothing is set up yet." : headline(needing.length, waiting, data.failed.totalCount)}
        eyebrow="Overview"
      />
      {integrationsEnabled ? null : <NotEnabled />}
      {isBare ? (
        <FirstIntegration manages={mayDefine(viewer)} isEnabled={integrationsEnabled} />
      ) : (
        <Figures figures={figures} columns="md:grid-cols-4" />
      )}
      <div className={isBare ? undefined : "grid items-start gap-5 lg:grid-cols-2"}>
        {isBare ? null : (
          <Needing subscriptions={needing} total={subscriptions.length} integrations={data.integrations.totalCount} />
        )}
        <section aria-labelledby="newest" className="card">
          <header className="flex items-center gap-3 border-b border-line px-4 py-3">
            <h2 id="newest" className="font-semibold">
              Newest events
            </h2>
            <Link
              prefetch={false}
              href="/events"
              className="ml-auto text-dense font-medium text-accent-ink hover:underline"
            >
              All events
            </Link>
          </header>
          {data.events.edges.length === 0 ? (
            <p className="px-4 py-3 text-dense text-ink-2">No event has come in yet.</p>
          ) : null}
          <ul>
            {data.events.edges.map(({ node: event }) => (
              <li key={event.id} className="border-t border-line first:border-t-0">
                <Link
                  prefetch={false}
                  href={`/events/${event.id}`}
                  className="flex items-start gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover"
                >
                  <span className="min-w-0 flex-1">
                    <span className="line-clamp-2 font-medium wrap-anywhere" dir="auto">
                      {eventTitle(event.type.name, event.payload)}
                    </span>
                    <span className="flex flex-wrap gap-x-2 text-meta text-ink-3">
                      <Priority priority={eventPriority(event.payload)} />
                      <span className="font-mono">{event.type.name}</span>
                    </span>
                  </span>
                  <span className="text-dense text-ink-3">
                    <Time at={event.receivedAt} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

type NeedingProps = { subscriptions: readonly OverviewSubscription[]; total: number; integrations: number };

function Needing({ subscriptions, total, integrations }: NeedingProps) {
  return (
    <section aria-labelledby="needing" className="card">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="needing" className="font-semibold">
          Needs attention
        </h2>
        <Link
          prefetch={false}
          href="/subscriptions"
          className="ml-auto text-dense font-medium text-accent-ink hover:underline"
        >
          All subscriptions
        </Link>
      </header>
      {subscriptions.length === 0 ? (
        <p className="px-4 py-3 text-dense text-ink-2">
          Nothing does. {countOf(integrations, "integration")}, {countOf(total, "subscription")}.
        </p>
      ) : null}
      <ul>
        {subscriptions.map(({ id, name, health }) => (
          <li key={id} className="border-t border-line first:border-t-0">
            <Link
              prefetch={false}
              href={`/subscriptions/${id}`}
              className="block px-4 py-2.5 -outline-offset-2 hover:bg-hover"
            >
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium wrap-anywhere" dir="auto">
                  {name}
                </span>
                <Status status={HEALTH_STATE[health.state]} />
              </span>
              <span className="mt-0.5 block text-dense text-pretty text-ink-2">
                <ToldSentence sentence={health.summary} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Nothing is lost" is only said when nothing failed for good; null counts are more than can be counted. */
function headline(needing: number, waiting: number | null, failed: number | null): string {
  const state =
    needing === 0
      ? "Every subscription takes its deliveries."
      : `${countOf(needing, "subscription")} ${needing === 1 ? "is" : "are"} not taking deliveries.`;
  const verb = waiting === 1 ? "waits" : "wait";
  const many = waiting === null ? "Many deliveries" : countOf(waiting, "delivery", "deliveries");
  const wait = waiting === 0 ? "" : ` ${many} ${verb}.`;
  const loss =
    failed === 0
      ? waiting === 0
        ? ""
        : " Nothing is lost."
      : ` ${failed ?? "Many"} failed for good in the last 24 h.`;
  return `${state}${wait}${loss}`;
}

function countOrMany(count: number | null): string {
  return count === null ? "10,000+" : formatCount(count);
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}
