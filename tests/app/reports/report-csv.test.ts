/** A report as a file: every figure in its column, and no name that a spreadsheet would run. */
import { expect, test } from "vitest";
import type { Report } from "../../../app/(signed-in)/reports/documents.ts";
import { reportCsv } from "../../../app/(signed-in)/reports/report-csv.ts";

const counts = { deliveries: 5, succeeded: 3, failed: 1, waiting: 1, attempts: 9, successRate: 0.75 };
const times = { p50: 412.4, p95: 2600 };
const nothing = { deliveries: 1, succeeded: 0, failed: 0, waiting: 1, attempts: 0, successRate: null };

function report(names: readonly string[]): Report {
  return {
    totals: { ...counts, events: 4, timeToSuccessMs: times },
    series: [{ start: "2026-11-23T19:00:00.000Z", stats: { ...counts, timeToSuccessMs: times } }],
    byEventType: [{ id: "alert.sent", label: "alert.sent", stats: { ...nothing, timeToSuccessMs: null } }],
    byIntegration: names.map((label, at) => ({
      id: `int_${at}`,
      label,
      stats: { ...counts, timeToSuccessMs: times },
    })),
    bySubscription: [],
  };
}

test("the total, the intervals and the groups stand in one table", () => {
  expect(reportCsv(report(["Hazmat"])).split("\r\n")).toEqual([
    "group,id,name,deliveries,arrived,failed,waiting,attempts,success_rate,time_to_success_p50_ms,time_to_success_p95_ms",
    "total,,,5,3,1,1,9,0.75,412,2600",
    "interval,2026-11-23T19:00:00.000Z,,5,3,1,1,9,0.75,412,2600",
    "event type,alert.sent,alert.sent,1,0,0,1,0,,,",
    "integration,int_0,Hazmat,5,3,1,1,9,0.75,412,2600",
    "",
  ]);
});

test.each([
  ['The "north" pier, gate 4', '"The ""north"" pier, gate 4"'],
  ["two\nlines", '"two\nlines"'],
  ["=HYPERLINK(A1)", "'=HYPERLINK(A1)"],
  ['+1,"x"', `"'+1,""x"""`],
  ["@home", "'@home"],
  ["Höhe – 5", "Höhe – 5"],
])("the name %j is written as %s", (name, cell) => {
  expect(reportCsv(report([name]))).toContain(`integration,int_0,${cell},5,3`);
});
