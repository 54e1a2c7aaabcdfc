/** The periods that lists and reports can be narrowed to: those that end now, and days. */

export const PERIODS = ["1h", "24h", "7d", "30d"] as const;
export type Period = (typeof PERIODS)[number];

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const LENGTH_MS: Record<Period, number> = {
  "1h": HOUR_MS,
  "24h": DAY_MS,
  "7d": 7 * DAY_MS,
  "30d": 30 * DAY_MS,
};

export const PERIOD_OPTIONS: readonly { value: Period; label: string }[] = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

/** The start of a day ("2026-11-23", UTC); null for what is no day of this century. */
export function dayStart(day: string | null): Date | null {
  if (!day || !/^20\d{2}-\d{2}-\d{2}$/.test(day)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** When the period began, in RFC 3339; null for no period. */
export function startOf(period: Period | null, now: Date): string | null {
  return period === null ? null : new Date(now.getTime() - LENGTH_MS[period]).toISOString();
}
