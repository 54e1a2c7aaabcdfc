/** The deliveries of a report by what they have in common, those with the most first. Every count opens the history. */
import clsx from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { Table, TableCell, TableRow } from "#ui/table";
import type { DeliveryStatus } from "#webhooks/delivery";
import { formatCount, formatDuration, formatShare } from "../../wording/numbers.ts";
import type { ReportGroup } from "./documents.ts";
import { WAITING_STATUSES } from "./report-figures.tsx";

type GroupTableProps = {
  title: string;
  /** What one row is about. */
  head: string;
  groups: readonly ReportGroup[];
  hrefOf: (id: string, statuses: readonly DeliveryStatus[]) => string;
  isCode?: boolean;
};

/** Rows that are shown; the file has all. */
const ROWS_MAX = 10;

/** In a card, three numbers stand side by side, or six where there is room. */
const COLUMNS = "max-md:grid-cols-3 md:max-lg:grid-cols-6 lg:grid-cols-[minmax(0,1fr)_90px_90px_80px_80px_100px_150px]";
const NUMBERS = ["Deliveries", "Arrived", "Failed", "Waiting", "Success rate", "Half arrived in"];

export function GroupTable({ title, head, groups, hrefOf, isCode = false }: GroupTableProps) {
  if (groups.length === 0) return null;
  return (
    <section className="mb-6">
      <header className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-section">{title}</h2>
        {groups.length > ROWS_MAX ? (
          <p className="text-dense text-ink-3">
            The {ROWS_MAX} with the most deliveries of {formatCount(groups.length)}; the CSV file has all.
          </p>
        ) : null}
      </header>
      <Table
        label={title}
        columns={COLUMNS}
        heads={[{ label: head }, ...NUMBERS.map((label) => ({ label, end: true }))]}
      >
        {groups.slice(0, ROWS_MAX).map(({ id, label, stats }) => {
          const { successRate: rate, timeToSuccessMs: times } = stats;
          const counts: { name: string; count: number; statuses: readonly DeliveryStatus[]; ink: string }[] = [
            { name: "Deliveries", count: stats.deliveries, statuses: [], ink: "text-ink" },
            { name: "Arrived", count: stats.succeeded, statuses: ["SUCCEEDED"], ink: "text-ink" },
            { name: "Failed", count: stats.failed, statuses: ["FAILED"], ink: "font-medium text-bad-ink" },
            { name: "Waiting", count: stats.waiting, statuses: WAITING_STATUSES, ink: "text-ink" },
          ];
          return (
            <TableRow key={id} columns={COLUMNS}>
              <TableCell>
                <Link
                  prefetch={false}
                  href={hrefOf(id, [])}
                  dir="auto"
                  title={label}
                  className={clsx(
                    "line-clamp-2 wrap-anywhere hover:text-accent-ink",
                    isCode ? "code-text" : "font-medium",
                  )}
                >
                  {label}
                </Link>
              </TableCell>
              {counts.map(({ name, count, statuses, ink }) => (
                <NumberCell key={name} name={name}>
                  {count === 0 ? (
                    <span className="text-ink-3">0</span>
                  ) : (
                    <Link
                      prefetch={false}
                      href={hrefOf(id, statuses)}
                      className={clsx("inline-block min-h-6 hover:underline", ink)}
                    >
                      {formatCount(count)}
                      <span className="sr-only">{` ${name.toLowerCase()}: ${label}`}</span>
                    </Link>
                  )}
                </NumberCell>
              ))}
              <NumberCell name="Success rate">{rate === null ? "–" : formatShare(rate)}</NumberCell>
              <NumberCell name="Half arrived in">
                {times ? (
                  <>
                    {formatDuration(times.p50)}
                    <span className="block text-meta text-ink-3">95 of 100: {formatDuration(times.p95)}</span>
                  </>
                ) : (
                  "–"
                )}
              </NumberCell>
            </TableRow>
          );
        })}
      </Table>
    </section>
  );
}

/** A number under its head; in a card, which has no heads, beside its name. */
function NumberCell({ name, children }: { name: string; children: ReactNode }) {
  return (
    <TableCell className="lg:text-right">
      <span aria-hidden="true" className="block text-meta text-ink-3 lg:hidden">
        {name}
      </span>
      {children}
    </TableCell>
  );
}
