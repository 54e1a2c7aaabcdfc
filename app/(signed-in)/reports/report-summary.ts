/** A report in a sentence. */
import { countOf, formatCount } from "../../wording/numbers.ts";
import type { ReportTotals } from "./documents.ts";

/** "9 of 12 deliveries arrived in the last 24 hours. 1 failed for good, 2 wait and are kept." */
export function reportSummary({ deliveries, succeeded, failed, waiting }: ReportTotals, words: string): string {
  const arrived = `${formatCount(succeeded)} of ${countOf(deliveries, "delivery", "deliveries")} arrived ${words}.`;
  const rest = [
    failed > 0 ? `${formatCount(failed)} failed for good` : "",
    waiting > 0 ? `${formatCount(waiting)} ${waiting === 1 ? "waits and is kept" : "wait and are kept"}` : "",
  ].filter(Boolean);
  return rest.length === 0 ? arrived : `${arrived} ${rest.join(", ")}.`;
}
