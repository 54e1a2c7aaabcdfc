/** The subscriptions of the account: where deliveries go, what they listen to, and how each place is doing. */
import { Plus, RadioTower, SearchX } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { SearchBox } from "#ui/search-box";
import { StateSegments } from "#ui/state-segments";
import { pageVariables, paramsOf } from "../../page-of-list.ts";
import { ask, currentViewer, mayManage } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { NotEnabled } from "../integrations/not-enabled.tsx";
import { SubscriptionCountsQuery, SubscriptionListQuery } from "./documents.ts";
import { loadListParams } from "./list-params.ts";
import { askedOf, stateSegments } from "./subscription-states.ts";
import { SubscriptionTable } from "./subscription-table.tsx";

export const metadata: Metadata = { title: "Subscriptions" };

export default async function SubscriptionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const viewer = await currentViewer();
  const narrowed = { search: params.q, eventType: params.type };
  const [{ webhookSubscriptions, eventTypes }, counts] = await Promise.all([
    ask(SubscriptionListQuery, { ...pageVariables(params), ...narrowed, ...askedOf(params.state) }),
    ask(SubscriptionCountsQuery, narrowed),
  ]);
  const rows = webhookSubscriptions.edges.map(({ node }) => node);
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).length;
  const isEmpty = rows.length === 0 && filterCount === 0;
  const manages = mayManage(viewer) && viewer.tenant.integrationsEnabled;
  const create = manages ? (
    <ButtonLink href="/subscriptions/new" icon={Plus} variant={isEmpty ? "primary" : "default"}>
      New subscription
    </ButtonLink>
  ) : null;
  return (
    <>
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
              <StateSegments label="State" segments={stateSegments(counts)} value={params.state} />
              <SearchBox label="Search subscriptions" placeholder="Name or URI" />
            </>
          }
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
          <SubscriptionTable subscriptions={rows} />
          <Pager pageInfo={webhookSubscriptions.pageInfo} path="/subscriptions" params={filters}>
            {countOf(webhookSubscriptions.totalCount, "subscription")}
          </Pager>
        </>
      ) : isEmpty ? (
        <EmptyState icon={RadioTower} title="No subscriptions yet" actions={create}>
          A subscription says where to send and how: the URI, the event types it listens to, and what lets a request in.
          An integration makes one along the way; one made here receives every event of its types, without filters.
        </EmptyState>
      ) : (
        <EmptyState
          icon={SearchX}
          title={
            filterCount === 1
              ? "No subscription matches this filter"
              : `No subscription matches these ${filterCount} filters`
          }
          actions={<ButtonLink href="/subscriptions">Clear filters</ButtonLink>}
        >
          Clear one or all of them to see the others.
        </EmptyState>
      )}
    </>
  );
}
