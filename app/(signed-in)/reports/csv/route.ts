/** The report of an address as a file to save, for those who may see the page. */
import type { NextRequest } from "next/server";
import { ask } from "../../../session.ts";
import { ReportQuery } from "../documents.ts";
import { reportCsv } from "../report-csv.ts";
import { loadReportParams, reportFilter, reportPeriod } from "../report-params.ts";

export async function GET(request: NextRequest): Promise<Response> {
  const params = loadReportParams(request);
  const { from, to, interval } = reportPeriod(params, new Date());
  const { deliveryReport } = await ask(ReportQuery, { from, to, interval, filter: reportFilter(params) });
  const name = `deliveries-${from.slice(0, 10)}-to-${to.slice(0, 10)}.csv`;
  return new Response(reportCsv(deliveryReport), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
