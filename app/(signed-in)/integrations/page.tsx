/** The integrations of the account: what each listens to and lets through, where it sends, and how that place is doing. */
import { Plus, SearchX, Waypoints } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { SearchBox } from "#ui/search-box";
import { pageVariables, paramsOf } from "../../page-of-list.ts";
import { DAY_MS } from "../../period.ts";
import { ask, currentViewer, mayManage } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { attentionFirst, needsAttention } from "./attention.ts";
import { IntegrationListQuery, type IntegrationReport, IntegrationReportQuery } from "./documents.ts";
import { IntegrationTable } from "./integration-table.tsx";
import { loadListParams } from "./list-params.ts";
import { NotEnabled } from "./not-enabled.tsx";
import { SortSwitch } from "./sort-switch.tsx";

export const metadata: Metadata = { title: "Integrations" };

/** All of nearly every account: what needs attention can come first only where all of them are known. */
const PAGE_SIZE = 100;

const STATES = [
  { value: "enabled", label: "Enabled" },
  { value: "disabled", label: "Disabled" },
];

export default async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const viewer = await currentViewer();
  const { integrations, eventTypes } = await ask(IntegrationListQuery, {
    ...pageVariables(params, PAGE_SIZE),
    search: params.q,
    trigger: params.trigger,
    isEnabled: params.state === null ? null : params.state === "enabled",
  });
  const newestFirst = integrations.edges.map(({ node }) => node);
  const isWhole = !integrations.pageInfo.hasNextPage && !integrations.pageInfo.hasPreviousPage;
  const rows = isWhole && params.sort !== "newest" ? attentionFirst(newestFirst) : newestFirst;
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).filter((name) => name !== "sort").length;
  const isEmpty = rows.length === 0 && filterCount === 0;
  const manages = mayManage(viewer) && viewer.tenant.integrationsEnabled;
  return (
    <>
      <PageHeader
        title="Integrations"
        lead={isEmpty ? null : <Lead needing={isWhole ? rows.filter(needsAttention).length : 0} shown={rows.length} />}
        actions={
          manages ? (
            <ButtonLink href="/integrations/new" variant="primary" icon={Plus}>
              New
            </ButtonLink>
          ) : null
        }
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      {isEmpty ? null : (
        <FilterRow search={<SearchBox label="Search integrations" placeholder="Name, host or value" />}>
          <FilterMenu
            label="Trigger"
            param="trigger"
            options={eventTypes.map(({ name }) => ({ value: name, label: name }))}
          />
          <FilterMenu label="State" param="state" options={STATES} />
          {isWhole && rows.length > 1 ? <SortSwitch /> : null}
        </FilterRow>
      )}
      {rows.length > 0 ? (
        <>
          <IntegrationTable integrations={rows} report={reportOfDay(rows.map(({ id }) => id))} manages={manages} />
          <Pager pageInfo={integrations.pageInfo} path="/integrations" params={filters}>
            {countOf(integrations.totalCount, "integration")}
            {isWhole ? null : ", newest first"}
          </Pager>
        </>
      ) : isEmpty ? (
        viewer.tenant.integrationsEnabled ? (
          <NoIntegrations manages={manages} />
        ) : null
      ) : (
        <EmptyState
          icon={SearchX}
          title={
            filterCount === 1
              ? "No integration matches this filter"
              : `No integration matches these ${filterCount} filters`
          }
          actions={<ButtonLink href="/integrations">Clear filters</ButtonLink>}
        >
          Clear one or all of them to see the others.
        </EmptyState>
      )}
    </>
  );
}

/** By integration and hour, for all rows at once. */
function reportOfDay(ids: string[]): Promise<IntegrationReport> {
  const now = new Date();
  const variables = { ids, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  return ask(IntegrationReportQuery, variables);
}

/** "2 of 10 need attention." only if all of them are on this page. */
function Lead({ needing, shown }: { needing: number; shown: number }) {
  return (
    <>
      An event comes in, its filters decide, a subscription receives it.
      {needing > 0 ? ` ${needing} of ${shown} ${needing === 1 ? "needs" : "need"} attention.` : null}
    </>
  );
}

function NoIntegrations({ manages }: { manages: boolean }) {
  return (
    <EmptyState
      icon={Waypoints}
      title="Tell another system the moment something happens"
      actions={
        manages ? (
          <ButtonLink href="/integrations/new" variant="primary" icon={Plus}>
            New integration
          </ButtonLink>
        ) : null
      }
    >
      <p>
        An integration waits for one type of event, checks it against your filters, and sends what passes to an address
        of yours. You see which past events would have matched before you save.
      </p>
      {manages ? null : (
        <p className="mt-2">Your role can look but not change. Ask an editor of your account to create one.</p>
      )}
    </EmptyState>
  );
}
