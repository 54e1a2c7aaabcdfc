/** A report as a CSV file (RFC 4180): the total, each interval, and each group, with the figures that the page shows. */
import type { Report, ReportBucket, ReportGroup } from "./documents.ts";

const HEAD = [
  "group",
  "id",
  "name",
  "deliveries",
  "arrived",
  "failed",
  "waiting",
  "attempts",
  "success_rate",
  "time_to_success_p50_ms",
  "time_to_success_p95_ms",
];

type Cell = string | number | null;
type Stats = ReportBucket["stats"];

/** Of an interval the id is its start. What is not known is empty. */
export function reportCsv({ totals, series, byEventType, byIntegration, bySubscription }: Report): string {
  const rows = [
    row("total", "", "", totals),
    ...series.map(({ start, stats }) => row("interval", start, "", stats)),
    ...rowsOf("event type", byEventType),
    ...rowsOf("integration", byIntegration),
    ...rowsOf("subscription", bySubscription),
  ];
  return [HEAD, ...rows].map((cells) => `${cells.map(written).join(",")}\r\n`).join("");
}

function rowsOf(group: string, groups: readonly ReportGroup[]): Cell[][] {
  return groups.map(({ id, label, stats }) => row(group, id, label, stats));
}

function row(group: string, id: string, name: string, stats: Stats): Cell[] {
  const { deliveries, succeeded, failed, waiting, attempts, successRate, timeToSuccessMs: times } = stats;
  const measured = [successRate, times ? Math.round(times.p50) : null, times ? Math.round(times.p95) : null];
  return [group, id, name, deliveries, succeeded, failed, waiting, attempts, ...measured];
}

/** Names come from people: one that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
function written(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
