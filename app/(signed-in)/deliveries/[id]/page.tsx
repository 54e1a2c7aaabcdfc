/** One delivery: what happened last and what happens next, every attempt, and what was sent and answered. */
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { createLoader, parseAsInteger, type SearchParams } from "nuqs/server";
import { cache } from "react";
import { CopyableId } from "#ui/copyable-id";
import { Facts } from "#ui/facts";
import { PageHeader } from "#ui/page-header";
import { Refresher } from "#ui/refresher";
import { ask, currentViewer, mayManage } from "../../../session.ts";
import { eventTitle } from "../../../wording/event-title.ts";
import { AttemptDetail } from "./attempt-detail.tsx";
import { AttemptList } from "./attempt-list.tsx";
import { AttemptsOverTime } from "./attempts-over-time.tsx";
import { deliveryFacts } from "./delivery-facts.tsx";
import { type DeliveryDetail, DeliveryPageQuery } from "./documents.ts";
import { StatusBanner } from "./status-banner.tsx";

/** `compare`: the number of an attempt that the chosen one is shown beside. */
const loadParams = createLoader({ attempt: parseAsInteger, compare: parseAsInteger });
const LINK = "text-accent-ink hover:underline underline-offset-2 wrap-anywhere";

type DeliveryPageProps = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const findDelivery = cache(async (id: string) => (await ask(DeliveryPageQuery, { id })).delivery);

export async function generateMetadata({ params }: DeliveryPageProps): Promise<Metadata> {
  return { title: (await findDelivery((await params).id)) ? "Delivery" : "Not found" };
}

export default async function DeliveryPage({ params, searchParams }: DeliveryPageProps) {
  const delivery = await findDelivery((await params).id);
  if (!delivery) notFound();
  const { attempt: wanted, compare } = await loadParams(searchParams);
  const numbered = (wantedNumber: number | null) => delivery.attempts.find(({ number }) => number === wantedNumber);
  const chosen = numbered(wanted) ?? delivery.attempts.at(-1);
  const isWaiting = delivery.status === "PENDING" || delivery.status === "RETRYING" || delivery.status === "HELD";
  return (
    <>
      {isWaiting ? <Refresher everySeconds={3} restsOn="[role=alertdialog]" /> : null}
      <PageHeader
        crumb={{
          href: "/history",
          label: "History",
          here: <CopyableId id={delivery.id} noun="delivery" />,
        }}
        title={titleOf(delivery)}
        lead={<Route delivery={delivery} />}
      />
      <StatusBanner delivery={delivery} mayChange={mayManage(await currentViewer())} />
      <Facts facts={deliveryFacts(delivery)} />
      <AttemptsOverTime delivery={delivery} />
      {chosen ? (
        <div className="grid items-start gap-5 lg:grid-cols-[304px_minmax(0,1fr)]">
          <AttemptList delivery={delivery} chosen={chosen.number} />
          <AttemptDetail
            deliveryId={delivery.id}
            attempt={chosen}
            before={numbered(chosen.number - 1)}
            comparedWith={numbered(compare)}
          />
        </div>
      ) : (
        <p className="text-ink-2">{delivery.completedAt ? "Nothing was sent." : "Nothing has been sent yet."}</p>
      )}
    </>
  );
}

function titleOf(delivery: DeliveryDetail): string {
  if (delivery.event) return eventTitle(delivery.event.type.name, delivery.event.payload);
  return `Ping to ${delivery.subscription.name}`;
}

function Route({ delivery: { event, integration, subscription, origin } }: { delivery: DeliveryDetail }) {
  return (
    <>
      {origin === "TEST" ? "A test: " : origin === "RECOVERY" ? "A recovery: " : null}
      {event ? (
        <Link href={`/events/${event.id}`} className={LINK}>
          {event.type.name}
        </Link>
      ) : (
        "Ping"
      )}{" "}
      to <Named place="subscriptions" thing={subscription} />
      {integration ? (
        <>
          , for <Named place="integrations" thing={integration} />
        </>
      ) : null}
    </>
  );
}

type NamedProps = {
  place: "integrations" | "subscriptions";
  thing: { id: string; name: string; deletedAt: string | null };
};

/** What was deleted keeps its name in history, and has no page any more. */
function Named({ place, thing }: NamedProps) {
  if (thing.deletedAt) return <span dir="auto">{thing.name} (deleted)</span>;
  return (
    <Link href={`/${place}/${thing.id}`} className={LINK} dir="auto">
      {thing.name}
    </Link>
  );
}
