/** How many deliveries there were in a period, what became of them and how long they took. */
import { ChartColumn, Download } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { buttonClass } from "#ui/button-class";
import { EmptyState } from "#ui/empty-state";
import { NoMatch } from "#ui/no-match";
import { PageHeader } from "#ui/page-header";
import type { DeliveryStatus } from "#webhooks/delivery";
import { ask } from "../../session.ts";
import { HistoryFilterQuery } from "../history/documents.ts";
import { ReportQuery } from "./documents.ts";
import { GroupTable } from "./group-table.tsx";
import { periodWords } from "./interval-words.ts";
import { ReportChart } from "./report-chart.tsx";
import { ReportFigures } from "./report-figures.tsx";
import { ReportFilters } from "./report-filters.tsx";
import { csvHref, dayHref, historyHref, loadReportParams, reportFilter, reportPeriod } from "./report-params.ts";
import { reportSummary } from "./report-summary.ts";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadReportParams(searchParams);
  const now = new Date();
  const period = reportPeriod(params, now);
  const { from, to, interval } = period;
  const [{ deliveryReport: report }, choices] = await Promise.all([
    ask(ReportQuery, { from, to, interval, filter: reportFilter(params) }),
    ask(HistoryFilterQuery, {}),
  ]);
  const filterCount = [params.type, params.integration, params.subscription].filter((list) => list?.length).length;
  const words = periodWords(period, now);
  const isEmpty = report.totals.deliveries === 0;
  const groupHref =
    (by: "type" | "integration" | "subscription") => (id: string, statuses: readonly DeliveryStatus[]) =>
      historyHref(params, period, { statuses, group: { by, id } });
  return (
    <>
      <PageHeader
        title="Reports"
        lead={isEmpty ? null : reportSummary(report.totals, words)}
        actions={
          isEmpty ? null : (
            <a href={csvHref(params, period)} download className={buttonClass({})}>
              <Download size={16} aria-hidden="true" />
              Download CSV
            </a>
          )
        }
      />
      <ReportFilters
        since={period.since}
        eventTypes={choices.eventTypes.map(({ name }) => name)}
        integrations={choices.integrations.edges.map(({ node }) => node)}
        subscriptions={choices.webhookSubscriptions.edges.map(({ node }) => node)}
      />
      {!isEmpty ? (
        <>
          <ReportFigures totals={report.totals} hrefOf={(statuses) => historyHref(params, period, { statuses })} />
          <ReportChart
            series={report.series}
            totals={report.totals}
            period={period}
            now={now}
            hrefOfDay={(start) => dayHref(params, start)}
          />
          <GroupTable
            title="By integration"
            head="Integration"
            groups={report.byIntegration}
            hrefOf={groupHref("integration")}
          />
          <GroupTable
            title="By subscription"
            head="Subscription"
            groups={report.bySubscription}
            hrefOf={groupHref("subscription")}
          />
          <GroupTable
            title="By event type"
            head="Event type"
            groups={report.byEventType}
            hrefOf={groupHref("type")}
            isCode
          />
        </>
      ) : filterCount > 0 ? (
        <NoMatch noun="delivery" filterCount={filterCount} clearHref="/reports">
          There was none {words}. Clear {filterCount === 1 ? "the filter" : "one or all filters"}, or choose another
          period.
        </NoMatch>
      ) : (
        <EmptyState
          icon={ChartColumn}
          title={`No deliveries ${words}`}
          actions={period.since === "30d" ? null : <ButtonLink href="/reports?since=30d">Last 30 days</ButtonLink>}
        >
          A report counts deliveries, what became of them and how long they took. They begin as soon as an event matches
          an integration.
        </EmptyState>
      )}
    </>
  );
}
