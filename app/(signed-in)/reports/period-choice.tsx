"use client";
/** The period of a report: one that ends now, or days. It stands in the address; the one takes the other away. */
import { Segmented } from "#ui/segmented";
import { PERIODS, type Period } from "../../period.ts";
import { useUrlParams } from "../../ui/use-url-params.ts";

const LABELS: Record<Period, string> = { "1h": "Last hour", "24h": "24 hours", "7d": "7 days", "30d": "30 days" };
const OPTIONS = PERIODS.map((value) => ({ value, label: LABELS[value] }));

/** `since` is null when days were given. */
export function PeriodChoice({ since }: { since: Period | null }) {
  const { change } = useUrlParams();
  return (
    <Segmented
      label="Period"
      options={OPTIONS}
      value={since ?? ""}
      onChange={(chosen) => change({ since: chosen, from: null, to: null })}
    />
  );
}
