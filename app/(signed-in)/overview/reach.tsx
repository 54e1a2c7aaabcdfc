/** Are we reaching them? How many deliveries a period had, what became of them, how long they took, and by integration. */
import Link from "next/link";
import { type Figure, Figures } from "#ui/figures";
import { UrlSegmented } from "#ui/url-segmented";
import type { Period } from "../../period.ts";
import { formatCount, formatDuration, formatShare } from "../../wording/numbers.ts";
import { periodWords } from "../reports/interval-words.ts";
import { dayHref, historyHref, NO_FILTERS, type ReportPeriod } from "../reports/report-params.ts";
import { OutcomeKeys, ReportSeries } from "../reports/report-series.tsx";
import { reportSummary } from "../reports/report-summary.ts";
import type { Reach as ReachAnswer } from "./documents.ts";

type ReachProps = { answer: ReachAnswer; period: ReportPeriod; since: Period; now: Date };

const PERIODS = [
  { value: "24h", label: "24 h" },
  { value: "7d", label: "7 d" },
  { value: "30d", label: "30 d" },
];

export function Reach({ answer, period, since, now }: ReachProps) {
  const { totals, series } = answer.deliveryReport;
  const words = periodWords(period, now);
  return (
    <section aria-labelledby="reach" className="card mb-5 overflow-hidden">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5">
        <h2 id="reach" className="mr-auto font-semibold">
          Are we reaching them?
        </h2>
        <Link
          prefetch={false}
          href={`/reports?since=${since}`}
          className="inline-flex min-h-6 items-center text-dense font-medium text-accent-ink hover:underline"
        >
          Open in Reports
        </Link>
        <UrlSegmented label="Period" param="since" options={PERIODS} />
      </header>
      {totals.deliveries === 0 ? (
        <p className="px-4 py-3.5 text-ink-2">
          There was no delivery {words}. Figures begin as soon as an event matches an integration.
        </p>
      ) : (
        <>
          <Figures figures={figuresOf(answer, period, since)} columns="md:grid-cols-4" isInCard />
          <div className="px-4 py-3.5">
            <div className="mb-3 grid gap-y-1.5">
              <p className="text-dense text-pretty text-ink-2">{reportSummary(totals, words)}</p>
              <OutcomeKeys />
            </div>
            <ReportSeries
              series={series}
              totals={totals}
              period={period}
              now={now}
              hrefOfDay={(start) => dayHref(NO_FILTERS, start)}
            />
          </div>
        </>
      )}
    </section>
  );
}

function figuresOf({ deliveryReport, before }: ReachAnswer, period: ReportPeriod, since: Period): Figure[] {
  const { events, deliveries, failed, successRate, timeToSuccessMs: times } = deliveryReport.totals;
  return [
    { label: "Events", value: formatCount(events), note: "that were sent on" },
    {
      label: "Deliveries",
      value: formatCount(deliveries),
      note: changeSince(deliveries, before.totals.deliveries, since),
      href: historyHref(NO_FILTERS, period, {}),
    },
    {
      label: "Success rate",
      value: successRate === null ? "–" : formatShare(successRate),
      note: failed === 0 ? "none failed for good" : `${formatCount(failed)} failed for good`,
      href: historyHref(NO_FILTERS, period, { statuses: failed === 0 ? ["SUCCEEDED"] : ["FAILED"] }),
    },
    {
      label: "Time to first success",
      value: times ? formatDuration(times.p95) : "–",
      note: times ? `for 95 of 100, half in ${formatDuration(times.p50)}` : "nothing arrived",
    },
  ];
}

const LENGTHS: Record<Period, string> = { "1h": "hour", "24h": "24 h", "7d": "7 days", "30d": "30 days" };

/** "12 % more than in the 24 h before". */
function changeSince(count: number, before: number, since: Period): string {
  const length = `in the ${LENGTHS[since]} before`;
  if (before === 0) return `none ${length}`;
  const percent = Math.round((Math.abs(count - before) / before) * 100);
  if (percent === 0) return `as many as ${length}`;
  return `${formatCount(percent)} % ${count > before ? "more" : "fewer"} than ${length}`;
}
