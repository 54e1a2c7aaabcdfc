/** The newest deliveries of a subscription, and the way to all of them. */
import Link from "next/link";
import { DELIVERY_STATUS, Status } from "#ui/status";
import { Time } from "#ui/time";
import { eventTitle } from "../../../wording/event-title.ts";
import type { SubscriptionDetail } from "./documents.ts";

export function RecentDeliveries({ subscription }: { subscription: SubscriptionDetail }) {
  const deliveries = subscription.deliveries.edges.map(({ node }) => node);
  return (
    <section aria-labelledby="recent" className="card">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="recent" className="font-semibold">
          Recent deliveries
        </h2>
        {deliveries.length > 0 ? (
          <Link
            href={`/history?subscription=${subscription.id}`}
            className="ml-auto text-dense font-medium text-accent-ink hover:underline"
          >
            All in History
          </Link>
        ) : null}
      </header>
      {deliveries.length === 0 ? (
        <p className="px-4 py-3 text-dense text-ink-2">Nothing has been sent to it yet.</p>
      ) : null}
      <ul>
        {deliveries.map((delivery) => (
          <li key={delivery.id} className="border-t border-line first:border-t-0">
            <Link
              href={`/deliveries/${delivery.id}`}
              className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-2.5 -outline-offset-2 hover:bg-hover md:flex-nowrap"
            >
              <span className="w-25 flex-none">
                <Status status={DELIVERY_STATUS[delivery.status]} quiet />
              </span>
              <span className="order-1 min-w-0 flex-[1_1_100%] md:order-none md:flex-1">
                <span className="block font-medium wrap-anywhere" dir="auto">
                  {delivery.event ? eventTitle(delivery.event.type.name, delivery.event.payload) : "Ping"}
                  {delivery.origin === "TEST" ? <span className="font-normal text-ink-3"> (test)</span> : null}
                </span>
                <span className="block text-dense text-pretty text-ink-2">{delivery.summary}</span>
              </span>
              <span className="ml-auto flex-none text-dense text-ink-3">
                <Time at={delivery.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
