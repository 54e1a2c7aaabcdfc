/** The integrations of the account: what each listens to and lets through, where it sends, and how that place is doing. */
import { Plus } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ActivityReport } from "#ui/activity";
import { ButtonLink } from "#ui/button";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import { MiniBarsLegend } from "#ui/mini-bars";
import { NoMatch } from "#ui/no-match";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { Refresher } from "#ui/refresher";
import { SearchBox } from "#ui/search-box";
import { SortSwitch } from "#ui/sort-switch";
import { StateSegments } from "#ui/state-segments";
import { inAskedOrder } from "../../attention.ts";
import { pageVariables, paramsOf } from "../../page-of-list.ts";
import { DAY_MS } from "../../period.ts";
import { ask, currentViewer, mayDefine } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import {
  IntegrationCountsQuery,
  IntegrationListQuery,
  IntegrationReportQuery,
  type ListedIntegration,
} from "./documents.ts";
import { FirstIntegration, StartingPoints } from "./first-integration.tsx";
import { askedOf, stateSegments } from "./integration-states.ts";
import { IntegrationTable } from "./integration-table.tsx";
import { loadListParams } from "./list-params.ts";
import { changeHindrance, NotEnabled } from "./not-enabled.tsx";

export const metadata: Metadata = { title: "Integrations" };

/** All of nearly every account; of more, those that need attention come first, and then the newest. */
const PAGE_SIZE = 100;

export default async function IntegrationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const viewer = await currentViewer();
  const narrowed = { mentions: params.q, trigger: params.trigger };
  const asked = { ...narrowed, ...askedOf(params.state) };
  const [{ integrations, eventTypes }, counts] = await Promise.all([
    ask(IntegrationListQuery, { ...pageVariables(params, PAGE_SIZE), ...asked }),
    ask(IntegrationCountsQuery, narrowed),
  ]);
  const { rows, isSortable, words } = await inAskedOrder({
    params,
    page: integrations,
    healthsOf,
    listNeeding: () => listNeeding(narrowed),
  });
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).filter((name) => name !== "sort").length;
  const isEmpty = rows.length === 0 && filterCount === 0;
  const manages = mayDefine(viewer);
  return (
    <>
      <Refresher everySeconds={10} restsOn="[role=row]" />
      <PageHeader
        title="Integrations"
        lead={isEmpty ? null : <Lead needing={counts.needing.totalCount} all={counts.all.totalCount} />}
        actions={
          manages && !isEmpty ? (
            <ButtonLink href="/integrations/new" variant="primary" icon={Plus}>
              New
            </ButtonLink>
          ) : null
        }
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      {isEmpty ? null : (
        <FilterRow
          search={
            <>
              <StateSegments label="State" segments={stateSegments(counts)} />
              <SearchBox label="Search integrations" placeholder="Name, host or value" />
            </>
          }
          order={isSortable ? <SortSwitch /> : null}
        >
          <FilterMenu
            label="Trigger"
            param="trigger"
            options={eventTypes.map(({ name }) => ({ value: name, label: name }))}
          />
        </FilterRow>
      )}
      {rows.length > 0 ? (
        <>
          <IntegrationTable
            integrations={rows}
            report={reportOfDay(rows.map(({ id }) => id))}
            order={JSON.stringify(params)}
            hindrance={changeHindrance(viewer)}
          />
          <Pager pageInfo={integrations.pageInfo} path="/integrations" params={filters}>
            {countOf(integrations.totalCount, "integration")}
            {words}
          </Pager>
          <MiniBarsLegend />
        </>
      ) : isEmpty ? (
        <>
          <FirstIntegration manages={manages} isEnabled={viewer.tenant.integrationsEnabled} />
          {manages ? <StartingPoints /> : null}
        </>
      ) : (
        <NoMatch noun="integration" filterCount={filterCount} clearHref="/integrations" />
      )}
    </>
  );
}

/** What is sent nowhere needs nobody, however its subscription is doing. */
function healthsOf({ isEnabled, actions }: ListedIntegration) {
  return isEnabled ? actions.map(({ subscription }) => subscription.health) : [];
}

/** By integration and hour, for all rows at once. */
async function reportOfDay(ids: string[]): Promise<ActivityReport> {
  const now = new Date();
  const variables = { ids, from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const { deliveryReport, nodes } = await ask(IntegrationReportQuery, variables);
  const arrived = nodes.flatMap((node) =>
    node && "arrived" in node ? [[node.id, node.arrived.edges[0]?.node.completedAt] as const] : [],
  );
  return { groups: deliveryReport.byIntegration, lastArrivedAt: new Map(arrived) };
}

/** Those that fail or are paused, wherever they stand in the list. */
async function listNeeding(narrowed: {
  mentions: string | null;
  trigger: string | null;
}): Promise<ListedIntegration[]> {
  const variables = { ...narrowed, first: PAGE_SIZE, healthStates: ["FAILING" as const, "PAUSED" as const] };
  const { integrations } = await ask(IntegrationListQuery, variables);
  return integrations.edges.map(({ node }) => node);
}

/** "2 of 10 need attention." */
function Lead({ needing, all }: { needing: number; all: number }) {
  return (
    <>
      An event comes in, its filters decide, a subscription receives it.
      {needing > 0 ? ` ${needing} of ${all} ${needing === 1 ? "needs" : "need"} attention.` : null}
    </>
  );
}
