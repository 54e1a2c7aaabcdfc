/** The rows of the history: status, what it was about, for which integration and where, the last answer. */
import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { CodePill } from "#ui/code-pill";
import { Priority } from "#ui/priority";
import { DELIVERY_STATUS, Status } from "#ui/status";
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import { eventPriority, eventTitle } from "../../wording/event-title.ts";
import { formatDuration } from "../../wording/numbers.ts";
import type { ListedDelivery } from "./documents.ts";

const COLUMNS = "lg:grid-cols-[108px_minmax(0,1.3fr)_minmax(0,1fr)_76px_130px_92px]";
const HEADS = [
  { label: "Status" },
  { label: "What it was about" },
  { label: "Integration and subscription" },
  { label: "Attempts", end: true },
  { label: "Last answer" },
  { label: "Created", end: true },
];

export function DeliveryTable({ deliveries }: { deliveries: readonly ListedDelivery[] }) {
  return (
    <Table label="Deliveries" columns={COLUMNS} heads={HEADS}>
      {deliveries.map((delivery) => (
        <TableRow key={delivery.id} columns={COLUMNS}>
          <TableCell className="">
            <Status status={DELIVERY_STATUS[delivery.status]} quiet />
          </TableCell>
          <TableCell className="order-1 col-span-full lg:order-none lg:col-auto">
            <Link
              prefetch={false}
              href={`/deliveries/${delivery.id}`}
              dir="auto"
              className="line-clamp-2 font-medium wrap-anywhere hover:text-accent-ink lg:line-clamp-1"
            >
              {titleOf(delivery)}
            </Link>
            <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
              {delivery.event ? <Priority priority={eventPriority(delivery.event.payload)} /> : null}
              {delivery.event ? <span className="font-mono wrap-anywhere">{delivery.event.type.name}</span> : null}
              {delivery.origin === "EVENT" ? null : <span>{delivery.origin === "TEST" ? "Test" : "Recovery"}</span>}
            </p>
          </TableCell>
          <TableCell className="order-1 col-span-full lg:order-none lg:col-auto">
            <p className="truncate text-ink-2" title={delivery.integration?.name} dir="auto">
              {delivery.integration?.name ?? <span className="text-ink-3">No integration</span>}
            </p>
            <p className="flex items-center gap-1.25 text-meta text-ink-3">
              <CornerDownRight size={13} aria-hidden="true" />
              <span className="truncate" dir="auto" title={delivery.subscription.name}>
                {delivery.subscription.name}
              </span>
            </p>
          </TableCell>
          <TableCell className="hidden lg:block lg:pr-1.5 lg:text-right">{delivery.attemptCount}</TableCell>
          <TableCell className="order-1 col-span-full flex items-center gap-2 lg:order-none lg:col-auto lg:block">
            <LastAnswer delivery={delivery} />
          </TableCell>
          <TableCell className="text-right text-dense text-ink-2">
            <Time at={delivery.createdAt} />
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}

function titleOf(delivery: ListedDelivery): string {
  if (delivery.event) return eventTitle(delivery.event.type.name, delivery.event.payload);
  return `Ping to ${delivery.subscription.name}`;
}

function LastAnswer({ delivery }: { delivery: ListedDelivery }) {
  const last = delivery.attempts.at(-1);
  return (
    <>
      {last ? <CodePill statusCode={last.statusCode} outcome={last.outcome} /> : <span className="text-ink-3">–</span>}
      <span className="block text-meta text-ink-3 lg:mt-0.75">
        {delivery.status === "RETRYING" && delivery.nextAttemptAt ? (
          <>
            Next <Time at={delivery.nextAttemptAt} isDue />
          </>
        ) : delivery.status === "HELD" ? (
          "Kept until it can go out"
        ) : last ? (
          formatDuration(last.durationMs)
        ) : (
          "Under way"
        )}
      </span>
    </>
  );
}
