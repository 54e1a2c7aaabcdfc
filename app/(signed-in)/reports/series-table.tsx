/** The figures of a report's charts as a table, folded up. Intervals without a delivery are left out. */
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { formatCount, formatDuration } from "../../wording/numbers.ts";
import type { ReportBucket } from "./documents.ts";
import { deliveriesBy, longStart } from "./interval-words.ts";
import type { ReportPeriod } from "./report-params.ts";

type SeriesTableProps = {
  series: readonly ReportBucket[];
  period: ReportPeriod;
  now: Date;
  /** Of the report of one day, by the day's start. */
  hrefOfDay: (start: string) => string;
};

const HEAD = "px-2 py-1.5 text-right text-meta font-medium text-ink-3 last:pr-0";
const NUMBER = "px-2 py-1.5 text-right whitespace-nowrap last:pr-0";
const HEADS = ["All", "Arrived", "Failed", "Waiting", "Half in", "95 of 100 in"];

export function SeriesTable({ series, period, now, hrefOfDay }: SeriesTableProps) {
  const by = deliveriesBy(period);
  // On a phone it is scrolled sideways, by the keyboard too.
  const scrolling = { role: "region", tabIndex: 0, "aria-label": `Table: ${by}` };
  const busy = series.filter(({ stats }) => stats.deliveries > 0);
  return (
    <details className="group/table mt-2 border-t border-line pt-2.5">
      <summary className="flex min-h-6 w-fit items-center gap-1 rounded-chip text-dense font-medium text-accent-ink hover:underline">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open/table:rotate-90" />
        Show as a table
      </summary>
      <div {...scrolling} className="relative mt-2 overflow-x-auto">
        <table aria-label={by} className="w-full text-dense">
          <thead>
            <tr>
              <th scope="col" className="py-1.5 pr-2 text-left text-meta font-medium text-ink-3">
                UTC
              </th>
              {HEADS.map((name) => (
                <th key={name} scope="col" className={HEAD}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map(({ start, stats }) => (
              <tr key={start} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-2 text-left font-normal whitespace-nowrap">
                  {period.interval === "DAY" ? (
                    <Link prefetch={false} href={hrefOfDay(start)} className="text-accent-ink hover:underline">
                      {longStart(start, period.interval, now)}
                    </Link>
                  ) : (
                    longStart(start, period.interval, now)
                  )}
                </th>
                <td className={NUMBER}>{formatCount(stats.deliveries)}</td>
                <td className={NUMBER}>{formatCount(stats.succeeded)}</td>
                <td className={clsx(NUMBER, stats.failed > 0 && "font-medium text-bad-ink")}>
                  {formatCount(stats.failed)}
                </td>
                <td className={NUMBER}>{formatCount(stats.waiting)}</td>
                <td className={NUMBER}>{durationOr(stats.timeToSuccessMs?.p50)}</td>
                <td className={NUMBER}>{durationOr(stats.timeToSuccessMs?.p95)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {busy.length < series.length ? (
        <p className="mt-2 text-meta text-ink-3">What is left out here had no delivery.</p>
      ) : null}
    </details>
  );
}

function durationOr(durationMs: number | undefined): string {
  return durationMs === undefined ? "–" : formatDuration(durationMs);
}
