"use client";
/** The period of a report: one that ends now, or days. It stands in the address; the one takes the other away. */
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { Segmented } from "#ui/segmented";
import { PERIODS, type Period } from "../../period.ts";

const PARAMS = { since: parseAsStringLiteral(PERIODS), from: parseAsString, to: parseAsString };
const LABELS: Record<Period, string> = { "1h": "Last hour", "24h": "24 hours", "7d": "7 days", "30d": "30 days" };
const OPTIONS = PERIODS.map((value) => ({ value, label: LABELS[value] }));

/** `since` is null when days were given. */
export function PeriodChoice({ since }: { since: Period | null }) {
  const [, setParams] = useQueryStates(PARAMS, { shallow: false });
  return (
    <Segmented
      label="Period"
      options={OPTIONS}
      value={since ?? ""}
      onChange={(chosen) => void setParams({ since: chosen, from: null, to: null })}
    />
  );
}
