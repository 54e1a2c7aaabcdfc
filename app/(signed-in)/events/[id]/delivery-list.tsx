/** The deliveries of an event: what needs attention first, each with what happened last and what happens next. */
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { DELIVERY_STATUS, Status } from "#ui/status";
import type { EventDelivery } from "./documents.ts";

/** What needs attention first. */
export const RANK = { FAILED: 0, RETRYING: 1, HELD: 2, PENDING: 3, SUCCEEDED: 4, CANCELLED: 5 };

export function byAttention(deliveries: readonly EventDelivery[]): EventDelivery[] {
  return deliveries.toSorted((a, b) => RANK[a.status] - RANK[b.status]);
}

/** `deliveries`: as byAttention orders them. */
export function DeliveryList({ deliveries }: { deliveries: readonly EventDelivery[] }) {
  return (
    <ul className="card overflow-hidden">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="border-t border-line first:border-t-0">
          <Link
            prefetch={false}
            href={`/deliveries/${delivery.id}`}
            className="relative flex flex-wrap items-start gap-x-3 gap-y-1 px-3.5 py-2.5 pr-9 -outline-offset-2 hover:bg-hover md:flex-nowrap"
          >
            <span className="w-full flex-none md:w-25">
              <Status status={DELIVERY_STATUS[delivery.status]} />
            </span>
            <span className="min-w-0 flex-1">
              <span className="block font-medium wrap-anywhere" dir="auto">
                {delivery.subscription.name}
                {delivery.integration ? (
                  <span className="font-normal text-ink-3"> for {delivery.integration.name}</span>
                ) : null}
                {delivery.origin === "RECOVERY" ? (
                  <span className="font-normal text-ink-3">, replayed later</span>
                ) : null}
              </span>
              <span className="block text-dense text-pretty text-ink-2">{delivery.summary}</span>
            </span>
            <ChevronRight size={16} aria-hidden="true" className="absolute top-3 right-3 text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
