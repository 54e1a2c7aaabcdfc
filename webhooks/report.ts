/**
 * Reports: the intervals that a period is cut into, and what is counted for each. Leaves counting to the database. A
 * period of 09:30 to 11:10 by HOUR has the intervals of 09:00, 10:00 and 11:00, of which the first and the last are
 * counted in part.
 */
import { addFault, type Faults, type Parsed, parsed } from "./user-errors.ts";

export const REPORT_INTERVALS = ["MINUTE", "HOUR", "DAY"] as const;
export type ReportInterval = (typeof REPORT_INTERVALS)[number];

/** Milliseconds. UTC has no days of other lengths. */
export const INTERVAL_MS: Record<ReportInterval, number> = { MINUTE: 60_000, HOUR: 3_600_000, DAY: 86_400_000 };

/** Intervals of one report (contract). */
export const INTERVALS_MAX = 1_500;

/** `from` inclusive, `to` exclusive. */
export type ReportPeriod = { from: Date; to: Date; interval: ReportInterval };

/** Milliseconds. */
export type Percentiles = { p50: number; p95: number; p99: number };

/** What is counted of a set of deliveries. */
export type DeliveryCounts = {
  deliveries: number;
  succeeded: number;
  failed: number;
  /** PENDING, RETRYING, HELD. What was cancelled is neither waiting nor failed. */
  waiting: number;
  attempts: number;
};

export const NO_DELIVERIES: DeliveryCounts = { deliveries: 0, succeeded: 0, failed: 0, waiting: 0, attempts: 0 };

/** INVALID for a period that ends before it begins, LIMIT_EXCEEDED for one of more than 1,500 intervals. */
export function parseReportPeriod(period: ReportPeriod): Parsed<ReportPeriod> {
  const faults: Faults = [];
  const count = intervalCount(period);
  if (period.to < period.from) {
    addFault(faults, "INVALID", ["to"], "to is before from; the end of the period is expected.");
  } else if (count > INTERVALS_MAX) {
    const [size, max] = [count.toLocaleString("en-US"), INTERVALS_MAX.toLocaleString("en-US")];
    const sentence = `The period has ${size} intervals of a ${period.interval}; at most ${max} are possible.`;
    addFault(faults, "LIMIT_EXCEEDED", ["interval"], sentence);
  }
  return parsed(faults, () => period);
}

/** The starts of all intervals that the period touches, oldest first. */
export function intervalStarts(period: ReportPeriod): Date[] {
  const first = firstStartMs(period);
  return Array.from({ length: intervalCount(period) }, (_, at) => new Date(first + at * INTERVAL_MS[period.interval]));
}

/** Of those that came to an end by themselves; null when none did. */
export function successRate({ succeeded, failed }: Pick<DeliveryCounts, "succeeded" | "failed">): number | null {
  const ended = succeeded + failed;
  return ended === 0 ? null : succeeded / ended;
}

function intervalCount({ from, to, interval }: ReportPeriod): number {
  if (to <= from) return 0;
  return Math.ceil((to.getTime() - firstStartMs({ from, to, interval })) / INTERVAL_MS[interval]);
}

/** The start of the interval that `from` lies in. */
function firstStartMs({ from, interval }: ReportPeriod): number {
  return Math.floor(from.getTime() / INTERVAL_MS[interval]) * INTERVAL_MS[interval];
}
