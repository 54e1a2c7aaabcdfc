/** Deliveries of a report over time: the bars, what they mean, and the same figures as a table. */
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { OutcomeChart } from "#ui/outcome-chart";
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { ReportBucket, ReportTotals } from "./documents.ts";
import { INTERVAL_WORD, longStart, shortStart } from "./interval-words.ts";
import type { ReportPeriod } from "./report-params.ts";

type ReportChartProps = {
  series: readonly ReportBucket[];
  totals: ReportTotals;
  period: ReportPeriod;
  now: Date;
  /** Of the report of one day, by the day's start. */
  hrefOfDay: (start: string) => string;
};

/** Words below the axis; more do not fit on a phone. */
const MARKS_MAX = 4;

const HEAD = "px-2 py-1.5 text-right text-meta font-medium text-ink-3 last:pr-0";
const NUMBER = "px-2 py-1.5 text-right last:pr-0";

export function ReportChart({ series, totals, period, now, hrefOfDay }: ReportChartProps) {
  const { interval } = period;
  const by = `Deliveries by ${INTERVAL_WORD[interval]}`;
  const bars = series.map(({ start, stats }) => ({
    key: start,
    title: `${longStart(start, interval, now)}: ${outcomes(stats)}`,
    arrived: stats.succeeded,
    waiting: stats.waiting,
    failed: stats.failed,
  }));
  const busy = series.filter(({ stats }) => stats.deliveries > 0);
  const step = Math.max(1, Math.ceil(series.length / MARKS_MAX));
  const marks = series.flatMap(({ start }, at) =>
    at % step === 0 ? [{ at, text: shortStart(start, interval, now) }] : [],
  );
  return (
    <section aria-labelledby="over-time" className="card mb-6 px-4 py-3.5">
      <header className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <h2 id="over-time" className="font-semibold">
          {by}
        </h2>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta text-ink-2 md:ml-auto">
          <Key className="fill-data" text="Arrived, above the line" />
          <Key className="fill-surface stroke-held" text="Waiting, hollow" />
          <Key className="fill-bad" text="Failed, below" />
        </ul>
      </header>
      <OutcomeChart
        label={`${by}, UTC: ${outcomes(totals)}. ${busiest(series, period, now)}`}
        bars={bars}
        marks={marks}
      />
      <details className="group/table mt-2 border-t border-line pt-2.5">
        <summary className="flex min-h-6 w-fit items-center gap-1 rounded-chip text-dense font-medium text-accent-ink hover:underline">
          <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open/table:rotate-90" />
          Show as a table
        </summary>
        <table aria-label={by} className="mt-2 w-full text-dense">
          <thead>
            <tr>
              <th scope="col" className="py-1.5 pr-2 text-left text-meta font-medium text-ink-3">
                UTC
              </th>
              {["All", "Arrived", "Failed", "Waiting"].map((name) => (
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
                  {interval === "DAY" ? (
                    <Link prefetch={false} href={hrefOfDay(start)} className="text-accent-ink hover:underline">
                      {longStart(start, interval, now)}
                    </Link>
                  ) : (
                    longStart(start, interval, now)
                  )}
                </th>
                <td className={NUMBER}>{formatCount(stats.deliveries)}</td>
                <td className={NUMBER}>{formatCount(stats.succeeded)}</td>
                <td className={clsx(NUMBER, stats.failed > 0 && "font-medium text-bad-ink")}>
                  {formatCount(stats.failed)}
                </td>
                <td className={NUMBER}>{formatCount(stats.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {busy.length < series.length ? (
          <p className="mt-2 text-meta text-ink-3">What is left out here had no delivery.</p>
        ) : null}
      </details>
    </section>
  );
}

function Key({ className, text }: { className: string; text: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="10" height="10" aria-hidden="true">
        <rect x="0.75" y="0.75" width="8.5" height="8.5" strokeWidth="1.5" className={className} />
      </svg>
      {text}
    </li>
  );
}

/** "12 arrived, 1 failed, 3 wait". */
function outcomes({ succeeded, failed, waiting }: Pick<ReportTotals, "succeeded" | "failed" | "waiting">): string {
  const wait = waiting === 1 ? "waits" : "wait";
  return `${formatCount(succeeded)} arrived, ${formatCount(failed)} failed, ${formatCount(waiting)} ${wait}`;
}

function busiest(series: readonly ReportBucket[], { interval }: ReportPeriod, now: Date): string {
  const most = series.reduce<ReportBucket | null>(
    (best, bucket) => (best && best.stats.deliveries >= bucket.stats.deliveries ? best : bucket),
    null,
  );
  if (!most) return "";
  const count = countOf(most.stats.deliveries, "delivery", "deliveries");
  return `Most in one ${INTERVAL_WORD[interval]}: ${count}, ${longStart(most.start, interval, now)}.`;
}
