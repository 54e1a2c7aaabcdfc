/** The subscriptions of the account: where deliveries go, what they listen to, and how each place is doing. */
import { Plus, RadioTower } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ActivityReport } from "#ui/activity";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
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
import { changeHindrance, NotEnabled } from "../integrations/not-enabled.tsx";
import {
  type ListedSubscription,
  SubscriptionCountsQuery,
  SubscriptionListQuery,
  SubscriptionReportQuery,
} from "./documents.ts";
import { loadListParams } from "./list-params.ts";
import { askedOf, stateSegments } from "./subscription-states.ts";
import { SubscriptionTable } from "./subscription-table.tsx";

export const metadata: Metadata = { title: "Subscriptions" };

/** All of nearly every account; of more, those that need attention come first, and then the newest. */
const PAGE_SIZE = 100;

export default async function SubscriptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const viewer = await currentViewer();
  const narrowed = { search: params.q, eventType: params.type };
  const [{ webhookSubscriptions, eventTypes }, counts] = await Promise.all([
    ask(SubscriptionListQuery, { ...pageVariables(params, PAGE_SIZE), ...narrowed, ...askedOf(params.state) }),
    ask(SubscriptionCountsQuery, narrowed),
  ]);
  const { rows, isSortable, words } = await inAskedOrder({
    params,
    page: webhookSubscriptions,
    healthsOf: ({ health }) => [health],
    listNeeding: () => listNeeding(narrowed),
  });
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).filter((name) => name !== "sort").length;
  const isEmpty = rows.length === 0 && filterCount === 0;
  const manages = mayDefine(viewer);
  const create = manages ? (
    <ButtonLink href="/subscriptions/new" icon={Plus} variant={isEmpty ? "primary" : "default"}>
      New subscription
    </ButtonLink>
  ) : null;
  return (
    <>
      <Refresher everySeconds={10} restsOn="[role=row]" />
      <PageHeader
        title="Subscriptions"
        lead={isEmpty ? null : "Where deliveries go, and how each place is doing."}
        actions={isEmpty ? null : create}
      />
      {viewer.tenant.integrationsEnabled ? null : <NotEnabled />}
      {isEmpty ? null : (
        <FilterRow
          search={
            <>
              <StateSegments label="State" segments={stateSegments(counts)} />
              <SearchBox label="Search subscriptions" placeholder="Name or URI" />
            </>
          }
          order={isSortable ? <SortSwitch /> : null}
        >
          <FilterMenu
            label="Event type"
            param="type"
            options={eventTypes.map(({ name }) => ({ value: name, label: name }))}
          />
        </FilterRow>
      )}
      {rows.length > 0 ? (
        <>
          <SubscriptionTable
            subscriptions={rows}
            report={reportOfDay(rows)}
            order={JSON.stringify(params)}
            hindrance={changeHindrance(viewer)}
          />
          <Pager pageInfo={webhookSubscriptions.pageInfo} path="/subscriptions" params={filters}>
            {countOf(webhookSubscriptions.totalCount, "subscription")}
            {words}
          </Pager>
          <MiniBarsLegend />
        </>
      ) : isEmpty ? (
        <EmptyState icon={RadioTower} title="No subscriptions yet" actions={create}>
          A subscription says where to send and how: the URI, the event types it listens to, and what lets a request in.
          An integration makes one along the way; one made here receives every event of its types, without filters.
        </EmptyState>
      ) : (
        <NoMatch noun="subscription" filterCount={filterCount} clearHref="/subscriptions" />
      )}
    </>
  );
}

/** By subscription and hour, for all rows at once. */
async function reportOfDay(rows: readonly ListedSubscription[]): Promise<ActivityReport> {
  const now = new Date();
  const variables = { from: new Date(now.getTime() - DAY_MS).toISOString(), to: now.toISOString() };
  const { deliveryReport } = await ask(SubscriptionReportQuery, variables);
  return {
    groups: deliveryReport.bySubscription,
    lastArrivedAt: new Map(rows.map(({ id, health }) => [id, health.lastSucceededAt])),
  };
}

/** Those that fail, are paused or hold something, wherever they stand in the list. */
async function listNeeding(narrowed: {
  search: string | null;
  eventType: string | null;
}): Promise<ListedSubscription[]> {
  const healthStates = ["FAILING" as const, "PAUSED" as const, "INACTIVE" as const];
  const { webhookSubscriptions } = await ask(SubscriptionListQuery, { ...narrowed, first: PAGE_SIZE, healthStates });
  return webhookSubscriptions.edges
    .map(({ node }) => node)
    .filter(({ health }) => health.state !== "INACTIVE" || health.heldDeliveries > 0);
}
