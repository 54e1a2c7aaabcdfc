/** The rows of the history: status, what it was about, for which integration and where, the last answer. */
import clsx from "clsx";
import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { CodePill } from "#ui/code-pill";
import { Priority } from "#ui/priority";
import { DELIVERY_STATUS, Status } from "#ui/status";
import { Table, TableCell, TableRow } from "#ui/table";
import { Time } from "#ui/time";
import { currentViewer, mayManage } from "../../session.ts";
import { eventPriority, eventTitle } from "../../wording/event-title.ts";
import { formatDuration } from "../../wording/numbers.ts";
import { BulkBar, type ListOfDeliveries } from "./bulk-bar.tsx";
import type { ListedDelivery } from "./documents.ts";
import { SelectDelivery, SelectPage } from "./select-boxes.tsx";
import { SelectKeys } from "./select-keys.tsx";
import { SelectionProvider } from "./selection.tsx";
import { toBulkDelivery } from "./to-bulk-delivery.ts";

const COLUMNS = "lg:grid-cols-[108px_minmax(0,1.3fr)_minmax(0,1fr)_76px_130px_92px]";
const COLUMNS_TO_SELECT =
  "max-lg:grid-cols-[24px_minmax(0,1fr)_auto] lg:grid-cols-[24px_108px_minmax(0,1.3fr)_minmax(0,1fr)_76px_130px_92px]";
const HEADS = [
  { label: "Status" },
  { label: "What it was about" },
  { label: "Integration and subscription" },
  { label: "Attempts", end: true },
  { label: "Last answer" },
  { label: "Created", end: true },
];

type DeliveryTableProps = ListOfDeliveries & { deliveries: readonly ListedDelivery[] };

/** With checkboxes and what they are for, if this viewer may change deliveries. */
export async function DeliveryTable({ deliveries, ...list }: DeliveryTableProps) {
  if (!mayManage(await currentViewer())) return <Rows deliveries={deliveries} manages={false} />;
  return (
    <SelectionProvider rows={deliveries.map(toBulkDelivery)}>
      <Rows deliveries={deliveries} manages />
      <SelectKeys />
      <BulkBar {...list} pageSize={deliveries.length} />
    </SelectionProvider>
  );
}

function Rows({ deliveries, manages }: { deliveries: readonly ListedDelivery[]; manages: boolean }) {
  const columns = manages ? COLUMNS_TO_SELECT : COLUMNS;
  const heads = manages ? [{ label: "Select", hidden: true, control: <SelectPage /> }, ...HEADS] : HEADS;
  const line = clsx("order-1 lg:order-none lg:col-auto", manages ? "col-[2/-1]" : "col-span-full");
  return (
    <Table label="Deliveries" columns={columns} heads={heads} opensRows>
      {deliveries.map((delivery) => (
        <TableRow key={delivery.id} columns={columns}>
          {manages ? (
            <TableCell className="-mt-2.5 -ml-3 max-lg:row-span-4 md:-mt-0.75 md:-ml-1.25">
              <SelectDelivery id={delivery.id} name={`${titleOf(delivery)}, ${placeOf(delivery)}`} />
            </TableCell>
          ) : null}
          <TableCell className="">
            <Status status={DELIVERY_STATUS[delivery.status]} quiet />
          </TableCell>
          <TableCell className={line}>
            <Link
              prefetch={false}
              data-row={delivery.id}
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
          <TableCell className={line}>
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
          <TableCell className={clsx(line, "flex items-center gap-2 lg:block")}>
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

function placeOf({ integration, subscription }: ListedDelivery): string {
  return integration?.name ?? subscription.name;
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
        ) : delivery.status === "PENDING" ? (
          "Under way"
        ) : (
          "Nothing was sent"
        )}
      </span>
    </>
  );
}
