/** What the charts of a report say, for those who do not see them. */
import { countOf, formatCount, formatDuration } from "../../wording/numbers.ts";
import type { ReportBucket, ReportTotals } from "./documents.ts";
import { INTERVAL_WORD, longStart } from "./interval-words.ts";
import type { ReportPeriod } from "./report-params.ts";

/** "12 arrived, 1 failed, 3 wait". */
export function outcomes({
  succeeded,
  failed,
  waiting,
}: Pick<ReportTotals, "succeeded" | "failed" | "waiting">): string {
  const wait = waiting === 1 ? "waits" : "wait";
  return `${formatCount(succeeded)} arrived, ${formatCount(failed)} failed, ${formatCount(waiting)} ${wait}`;
}

type Times = NonNullable<ReportTotals["timeToSuccessMs"]>;

/** "half in 350 ms, 95 of 100 in 1.3 s". */
export function durations({ p50, p95 }: Times): string {
  return `half in ${formatDuration(p50)}, 95 of 100 in ${formatDuration(p95)}`;
}

/** "Most in one hour: 12 deliveries, 23 Nov, 14:00." */
export function busiest(series: readonly ReportBucket[], { interval }: ReportPeriod, now: Date): string {
  const most = greatest(series, ({ stats }) => stats.deliveries);
  if (!most) return "";
  const count = countOf(most.stats.deliveries, "delivery", "deliveries");
  return `Most in one ${INTERVAL_WORD[interval]}: ${count}, ${longStart(most.start, interval, now)}.`;
}

/** "Slowest: 95 of 100 in 4.2 s, 23 Nov, 14:00." */
export function slowest(series: readonly ReportBucket[], { interval }: ReportPeriod, now: Date): string {
  const most = greatest(series, ({ stats }) => stats.timeToSuccessMs?.p95 ?? -1);
  const times = most?.stats.timeToSuccessMs;
  return most && times
    ? `Slowest: 95 of 100 in ${formatDuration(times.p95)}, ${longStart(most.start, interval, now)}.`
    : "";
}

/** The first of those that measure most. */
function greatest<Item>(items: readonly Item[], measure: (item: Item) => number): Item | undefined {
  return items.reduce<Item | undefined>(
    (best, item) => (best !== undefined && measure(best) >= measure(item) ? best : item),
    undefined,
  );
}
