/** The rows of the events list: what it was about, its type, and what became of its deliveries. */
import Link from "next/link";
import { Priority } from "#ui/priority";
import { DELIVERY_STATUS, Status } from "#ui/status";
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import { eventPriority, eventTitle } from "../../wording/event-title.ts";
import { countOf } from "../../wording/numbers.ts";
import type { ListedEvent } from "./documents.ts";

const COLUMNS = "lg:grid-cols-[minmax(0,1.4fr)_170px_minmax(0,1fr)_100px]";
const HEADS = [
  { label: "What it was about" },
  { label: "Event type" },
  { label: "Deliveries" },
  { label: "Received", end: true },
];

export function EventTable({ events }: { events: readonly ListedEvent[] }) {
  return (
    <Table label="Events" columns={COLUMNS} heads={HEADS} opensRows>
      {events.map((event) => (
        <TableRow key={event.id} columns={COLUMNS}>
          <TableCell>
            <Link
              prefetch={false}
              data-row={event.id}
              href={`/events/${event.id}`}
              dir="auto"
              className="line-clamp-2 font-medium wrap-anywhere hover:text-accent-ink"
            >
              {eventTitle(event.type.name, event.payload)}
            </Link>
            <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-meta text-ink-3">
              <Priority priority={eventPriority(event.payload)} />
              {event.externalId ? <span className="wrap-anywhere">{event.externalId}</span> : null}
            </p>
          </TableCell>
          <TableCell className="col-span-full lg:col-auto">
            <span className="code-text wrap-anywhere text-ink-2">{event.type.name}</span>
          </TableCell>
          <TableCell>
            <Deliveries event={event} />
          </TableCell>
          <TableCell className="col-span-full text-dense text-ink-2 lg:col-auto lg:text-right">
            <Time at={event.receivedAt} />
          </TableCell>
        </TableRow>
      ))}
    </Table>
  );
}

const ORDER = ["FAILED", "RETRYING", "HELD", "PENDING", "CANCELLED", "SUCCEEDED"] as const;

function Deliveries({ event }: { event: ListedEvent }) {
  const statuses = event.deliveries.edges.map(({ node }) => node.status);
  if (event.matchedAt === null) return <span className="text-dense text-ink-3">Being matched</span>;
  if (statuses.length === 0) return <span className="text-dense text-ink-3">No delivery</span>;
  const more = event.deliveries.pageInfo.hasNextPage ? "+" : "";
  return (
    <span
      className="flex flex-wrap gap-x-3 gap-y-1"
      title={`${countOf(statuses.length, "delivery", "deliveries")}${more}`}
    >
      {ORDER.filter((status) => statuses.includes(status)).map((status) => (
        <Status key={status} status={DELIVERY_STATUS[status]} quiet>
          {statuses.filter((other) => other === status).length}
          {more} {DELIVERY_STATUS[status].word.toLowerCase()}
        </Status>
      ))}
    </span>
  );
}
