/** The totals of a report. Every count opens the history of what it counts. */
import { Figures } from "#ui/figures";
import type { DeliveryStatus } from "#webhooks/delivery";
import { countOf, formatCount, formatDuration, formatShare } from "../../wording/numbers.ts";
import type { ReportTotals } from "./documents.ts";

type ReportFiguresProps = { totals: ReportTotals; hrefOf: (statuses: readonly DeliveryStatus[]) => string };

export const WAITING_STATUSES: readonly DeliveryStatus[] = ["PENDING", "RETRYING", "HELD"];

export function ReportFigures({ totals, hrefOf }: ReportFiguresProps) {
  const { deliveries, succeeded, failed, waiting, attempts, events, successRate, timeToSuccessMs: times } = totals;
  const figures = [
    { label: "Deliveries", value: formatCount(deliveries), note: `of ${countOf(events, "event")}`, href: hrefOf([]) },
    {
      label: "Arrived",
      value: formatCount(succeeded),
      note: countOf(attempts, "attempt in all", "attempts in all"),
      href: hrefOf(["SUCCEEDED"]),
    },
    { label: "Failed", value: formatCount(failed), note: "given up for good", href: hrefOf(["FAILED"]) },
    { label: "Waiting", value: formatCount(waiting), note: "kept, not lost", href: hrefOf(WAITING_STATUSES) },
    { label: "Success rate", value: successRate === null ? "–" : formatShare(successRate), note: "of what has ended" },
    {
      label: "Half arrived in",
      value: times ? formatDuration(times.p50) : "–",
      note: times ? `95 of 100 in ${formatDuration(times.p95)}` : "nothing arrived",
    },
  ];
  return <Figures figures={figures} columns="md:grid-cols-3 lg:grid-cols-6" />;
}
