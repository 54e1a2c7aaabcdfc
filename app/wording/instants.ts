/** Instants as the product writes them: relative within a day, then a clock time or a date, and always an exact UTC form. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "2026-11-23T19:05:00.114Z" -> "2026-11-23 19:05:00.114 UTC". */
export function exactUtc(at: Date): string {
  return `${at.toISOString().slice(0, -1).replace("T", " ")} UTC`;
}

/**
 * "just now", "4 min ago", "in 4 min", "2 h ago"; a day and more away: "19 Nov", and "19 Nov 2025" in another year.
 * `timeZone` is an IANA name; undefined means the zone of the machine that runs this (the person's, in a browser).
 */
export function relativeTime(at: Date, now: Date, timeZone?: string): string {
  const distance = at.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size >= DAY) return dayOf(at, now, timeZone);
  if (size < 5_000) return distance > 0 ? "now" : "just now";
  const amount =
    size < MINUTE
      ? `${Math.round(size / 1000)} s`
      : size < HOUR
        ? `${Math.round(size / MINUTE)} min`
        : `${Math.round(size / HOUR)} h`;
  return distance > 0 ? `in ${amount}` : `${amount} ago`;
}

/** The sentence with its durations in one piece each: "5 min 48 s ago" stands on one line. */
export function withWholeDurations(sentence: string): string {
  return sentence.replace(/\d[\d.,]* (?:ms|s|min|h|d)\b(?: \d+ (?:s|min|h)\b)?(?: ago\b)?/g, (duration) =>
    duration.replaceAll(" ", NO_BREAK_SPACE),
  );
}

/** A sentence with the instants in it apart, as describeInstant writes them: "2026-11-23 19:05 UTC". */
export function splitAtInstants(sentence: string): (string | Date)[] {
  return sentence
    .split(/(\b\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC\b)/)
    .map((part, index) => (index % 2 === 1 ? new Date(part.replace(" ", "T").replace(" UTC", "Z")) : part))
    .filter((part) => part !== "");
}

const NO_BREAK_SPACE = "\u00a0";

/** "19 Nov", or "19 Nov 2025" when it is not the year of `now`. */
export function dayOf(at: Date, now: Date, timeZone?: string): string {
  const year = new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone });
  const sameYear = year.format(at) === year.format(now);
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: sameYear ? undefined : "numeric",
    timeZone,
  }).format(at);
}

/** To the minute: "14:02" today, else "19 Nov, 14:02", and "19 Nov 2025, 14:02" in another year. */
export function momentOf(at: Date, now: Date, timeZone?: string): string {
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(at);
  const day = dayOf(at, now, timeZone);
  return day === dayOf(now, now, timeZone) ? time : `${day}, ${time}`;
}

/** "14:02:07", or with `millis` "14:02:07.114". */
export function clockTime(at: Date, millis: boolean, timeZone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: millis ? 3 : undefined,
    timeZone,
  }).format(at);
}
