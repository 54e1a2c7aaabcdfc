/** The periods that lists of events and deliveries can be narrowed to; they end now. */

export const PERIODS = ["1h", "24h", "7d", "30d"] as const;
export type Period = (typeof PERIODS)[number];

const HOUR_MS = 3_600_000;
const LENGTH_MS: Record<Period, number> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
};

export const PERIOD_OPTIONS: readonly { value: Period; label: string }[] = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

/** When the period began, in RFC 3339; null for no period. */
export function startOf(period: Period | null, now: Date): string | null {
  return period === null ? null : new Date(now.getTime() - LENGTH_MS[period]).toISOString();
}
