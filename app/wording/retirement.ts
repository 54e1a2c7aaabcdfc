/** Until when something goes on, in UTC for everybody who reads it together, and how long that still is. */
import { formatDuration } from "./numbers.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const TWO_DAYS_MS = 2 * DAY_MS;

/** "14:05 UTC" of the next 24 hours, else "28 Nov, 14:05 UTC". */
export function utcMoment(at: Date, now: Date): string {
  const isNear = at.getTime() - now.getTime() < DAY_MS;
  const day = isNear ? {} : ({ day: "numeric", month: "short" } as const);
  const format = new Intl.DateTimeFormat("en-GB", { ...day, hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return `${format.format(at)} UTC`;
}

/** "6 days 23 h", "23 h 58 min", "58 min 3 s", "3 s"; null once it is over. */
export function timeLeft(at: Date, now: Date): string | null {
  const ms = Math.floor((at.getTime() - now.getTime()) / 1000) * 1000;
  if (ms <= 0) return null;
  if (ms < TWO_DAYS_MS) return formatDuration(ms < 60 * 60_000 ? ms : Math.floor(ms / 60_000) * 60_000);
  const hours = Math.floor(ms / 3_600_000);
  const rest = hours % 24;
  return `${Math.floor(hours / 24)} days${rest === 0 ? "" : ` ${rest} h`}`;
}
