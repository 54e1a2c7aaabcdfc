/** How long the deliveries of each integration took to arrive, the slowest first: what never arrived before all. */
import Link from "next/link";
import { DurationRange } from "#ui/duration-range";
import { durationScale } from "../../ui/duration-scale.ts";
import { formatDuration, formatShare } from "../../wording/numbers.ts";
import { historyHref, NO_FILTERS, type ReportPeriod } from "../reports/report-params.ts";
import type { ReachGroup } from "./documents.ts";

/** Rows that are shown; the report has all. */
const ROWS_MAX = 6;

const HEAD = "px-2 py-2 text-meta font-medium whitespace-nowrap text-ink-3";
const NUMBER = "px-2 py-2.5 text-right whitespace-nowrap";

type ArrivalTimesProps = { groups: readonly ReachGroup[]; period: ReportPeriod };

/** Nothing without deliveries of integrations. */
export function ArrivalTimes({ groups, period }: ArrivalTimesProps) {
  if (groups.length === 0) return null;
  const rows = [...groups].sort((a, b) => slowness(b) - slowness(a)).slice(0, ROWS_MAX);
  const scale = durationScale(
    rows.flatMap(({ stats: { timeToSuccessMs: times } }) => (times ? [times.p50, times.p95] : [])),
  );
  return (
    <section aria-labelledby="times" className="card mb-5">
      <header className="flex items-center gap-3 border-b border-line px-4 py-3">
        <h2 id="times" className="font-semibold">
          Time to first success, by integration
        </h2>
        <Link
          prefetch={false}
          href={`/reports?since=${period.since}`}
          className="ml-auto text-dense font-medium whitespace-nowrap text-accent-ink hover:underline"
        >
          All {groups.length}
        </Link>
      </header>
      <table aria-labelledby="times" className="w-full table-fixed text-dense">
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} pl-4 text-left`}>
              Integration
            </th>
            <th scope="col" className={`${HEAD} w-28 text-right max-md:hidden`}>
              Success rate
            </th>
            <th scope="col" className={`${HEAD} w-20 text-right`}>
              Half in
            </th>
            <th scope="col" className={`${HEAD} w-26 text-right max-md:pr-4`}>
              95 of 100 in
            </th>
            <th scope="col" className={`${HEAD} w-[24%] pr-4 pl-5 text-left max-md:hidden`}>
              From half to 95
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, stats: { successRate, timeToSuccessMs: times } }) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="py-2 pr-2 pl-4 text-left font-normal">
                <Link
                  prefetch={false}
                  href={historyHref(NO_FILTERS, period, { group: { by: "integration", id } })}
                  dir="auto"
                  title={label}
                  className="block py-0.75 font-medium hover:text-accent-ink hover:underline"
                >
                  <span className="line-clamp-2 wrap-anywhere">{label}</span>
                </Link>
              </th>
              <td className={`${NUMBER} max-md:hidden`}>{successRate === null ? "–" : formatShare(successRate)}</td>
              <td className={NUMBER}>{times ? formatDuration(times.p50) : "–"}</td>
              <td className={`${NUMBER} max-md:pr-4`}>{times ? formatDuration(times.p95) : "–"}</td>
              <td className="py-2.5 pr-4 pl-5 text-meta text-ink-3 max-md:hidden">
                {times ? <DurationRange times={times} scale={scale} /> : "Nothing arrived"}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function slowness({ stats: { timeToSuccessMs: times } }: ReachGroup): number {
  return times?.p95 ?? Number.POSITIVE_INFINITY;
}
