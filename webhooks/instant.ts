/** Instants as text: how input gives them (RFC 3339, the contract's `DateTime`), and how stored sentences name them. */

const RFC3339 =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Null for anything but RFC 3339 with an offset of a day that exists, from year 1 on. Kept to the millisecond. */
export function parseInstant(text: string): Date | null {
  const [, year, month, day] = RFC3339.exec(text) ?? [];
  if (year === undefined || year === "0000" || !isDay(Number(year), Number(month), Number(day))) {
    return null;
  }
  const instant = new Date(text.toUpperCase());
  const isStorable =
    !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9999;
  return isStorable ? instant : null;
}

/** "2026-11-23 19:05 UTC": for sentences that are kept, and read in any zone and at any time. */
export function describeInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** Whether the month has that day; `Date` alone would take 30 February for 2 March. */
function isDay(year: number, month: number, day: number): boolean {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0);
}
