/** How a report names its period and its intervals. All in UTC, in which the intervals begin. */
import type { ReportInterval } from "#webhooks/report";
import { PERIOD_OPTIONS } from "../../period.ts";
import { dayOf } from "../../wording/instants.ts";
import type { ReportPeriod } from "./report-params.ts";

/** "deliveries by hour". */
export const INTERVAL_WORD: Record<ReportInterval, string> = { MINUTE: "minute", HOUR: "hour", DAY: "day" };

/** "Deliveries by hour": the name of a chart or table. */
export function deliveriesBy({ interval }: ReportPeriod): string {
  return `Deliveries by ${INTERVAL_WORD[interval]}`;
}

/** What an axis has room for: "19 Nov" of a day, "14:00" of an hour or minute. */
export function shortStart(start: string, interval: ReportInterval, now: Date): string {
  const at = new Date(start);
  return interval === "DAY" ? dayOf(at, now, "UTC") : at.toISOString().slice(11, 16);
}

/** Which interval it is, unmistakably: "19 Nov", "19 Nov, 14:00". */
export function longStart(start: string, interval: ReportInterval, now: Date): string {
  const day = dayOf(new Date(start), now, "UTC");
  return interval === "DAY" ? day : `${day}, ${shortStart(start, interval, now)}`;
}

/** "in the last 24 hours", "on 19 Nov", "from 19 Nov to 23 Nov". */
export function periodWords(period: ReportPeriod, now: Date): string {
  if (period.since) {
    const label = PERIOD_OPTIONS.find(({ value }) => value === period.since)?.label ?? period.since;
    return `in the ${label.toLowerCase()}`;
  }
  const [first, last] = [period.days.from, period.days.to].map((day) => dayOf(new Date(day), now, "UTC"));
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}
