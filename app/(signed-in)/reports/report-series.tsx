/** Deliveries of a report over time, as charts of what became of them and how long it took, and the same as a table. */
import type { ReactNode } from "react";
import { DurationChart } from "#ui/duration-chart";
import { OutcomeChart } from "#ui/outcome-chart";
import type { ReportBucket, ReportTotals } from "./documents.ts";
import { deliveriesBy, INTERVAL_WORD, longStart, shortStart } from "./interval-words.ts";
import type { ReportPeriod } from "./report-params.ts";
import { SeriesTable } from "./series-table.tsx";
import { busiest, durations, outcomes, slowest } from "./series-words.ts";

type ReportSeriesProps = {
  series: readonly ReportBucket[];
  totals: ReportTotals;
  period: ReportPeriod;
  now: Date;
  /** Of the report of one day, by the day's start. */
  hrefOfDay: (start: string) => string;
};

/** Words below the axis; more do not fit on a phone. */
const MARKS_MAX = 4;

export function ReportSeries({ series, totals, period, now, hrefOfDay }: ReportSeriesProps) {
  const { interval } = period;
  const by = deliveriesBy(period);
  const nameOf = (start: string) => longStart(start, interval, now);
  const bars = series.map(({ start, stats }) => ({
    key: start,
    title: `${nameOf(start)}: ${outcomes(stats)}`,
    arrived: stats.succeeded,
    waiting: stats.waiting,
    failed: stats.failed,
  }));
  const points = series.map(({ start, stats: { timeToSuccessMs: times } }) => ({
    key: start,
    title: `${nameOf(start)}: ${times ? durations(times) : "nothing arrived"}`,
    times,
  }));
  const step = Math.max(1, Math.ceil(series.length / MARKS_MAX));
  const marks = series.flatMap(({ start }, at) =>
    at % step === 0 ? [{ at, text: shortStart(start, interval, now) }] : [],
  );
  return (
    <>
      <OutcomeChart
        label={`${by}, UTC: ${outcomes(totals)}. ${busiest(series, period, now)}`}
        bars={bars}
        marks={marks}
      />
      {totals.timeToSuccessMs ? (
        <>
          <div className="mt-2 mb-0.5 flex flex-wrap gap-x-4 gap-y-1 text-meta">
            <p className="font-medium">Time to first success</p>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
              <Key text="95 of 100">
                <line x1="0" x2="16" y1="5" y2="5" strokeWidth="1.75" className="stroke-accent-ink" />
              </Key>
              <Key text="half of them">
                <line
                  x1="0"
                  x2="16"
                  y1="5"
                  y2="5"
                  strokeWidth="1.25"
                  strokeDasharray="3 2.5"
                  className="stroke-accent-ink"
                />
              </Key>
            </ul>
          </div>
          <DurationChart
            label={`Time to first success by ${INTERVAL_WORD[interval]}: ${durations(totals.timeToSuccessMs)}. ${slowest(series, period, now)}`}
            points={points}
          />
        </>
      ) : null}
      <SeriesTable series={series} period={period} now={now} hrefOfDay={hrefOfDay} />
    </>
  );
}

/** What the bars stand for. */
export function OutcomeKeys() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-meta text-ink-2">
      {OUTCOME_KEYS.map(({ text, className }) => (
        <Key key={text} text={text}>
          <rect x="3.75" y="0.75" width="8.5" height="8.5" strokeWidth="1.5" className={className} />
        </Key>
      ))}
    </ul>
  );
}

const OUTCOME_KEYS = [
  { text: "Arrived, above the line", className: "fill-data" },
  { text: "Waiting, hollow", className: "fill-surface stroke-held" },
  { text: "Failed, below", className: "fill-bad" },
];

function Key({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="16" height="10" aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
