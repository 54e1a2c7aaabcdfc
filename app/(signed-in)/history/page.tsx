/** Every delivery, what became of it and why; narrowed by what stands in the address. */

import type { ResultOf } from "gql.tada";
import { History } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import type { ComponentProps } from "react";
import { EmptyState } from "#ui/empty-state";
import { NoMatch } from "#ui/no-match";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { pageVariables, paramsOf } from "../../page-of-list.ts";
import { ask, currentViewer, mayManage } from "../../session.ts";
import { countOf } from "../../wording/numbers.ts";
import { RecentRecoveries } from "../recoveries/recent-recoveries.tsx";
import { RecoverButton } from "../recoveries/recover-button.tsx";
import { DeliveryTable } from "./delivery-table.tsx";
import { DeliveryHistoryQuery, HistoryFilterQuery } from "./documents.ts";
import { HistoryFilters } from "./history-filters.tsx";
import { type HistoryView, HistoryViews } from "./history-views.tsx";
import { deliveryFilter, loadListParams } from "./list-params.ts";
import { LiveList, LiveSwitch } from "./live-list.tsx";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const filter = deliveryFilter(params, new Date());
  const [{ deliveries }, choices] = await Promise.all([
    ask(DeliveryHistoryQuery, { ...pageVariables(params), filter }),
    ask(HistoryFilterQuery, {}),
  ]);
  const rows = deliveries.edges.map(({ node }) => node);
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).length;
  const List = params.after || params.before ? StillList : LiveList;
  const isEmpty = rows.length === 0 && filterCount === 0;
  const which = filterCount === 0 ? "in the history" : "that the filters let through";
  return (
    <List
      filter={filter}
      shown={rows.map(({ id, createdAt }) => ({ id, createdAt }))}
      head={
        <>
          <PageHeader
            title="History"
            lead={isEmpty ? null : "Every delivery, what became of it and why."}
            actions={
              <>
                <LiveSwitch />
                {rows.length > 0 && mayManage(await currentViewer()) ? (
                  <RecoverButton filter={filter} which={which} />
                ) : null}
              </>
            }
          />
          <RecentRecoveries />
          {isEmpty ? null : <HistoryViews views={viewsOf(choices)} params={filters} />}
          {isEmpty ? null : (
            <HistoryFilters
              eventTypes={choices.eventTypes.map(({ name }) => name)}
              integrations={choices.integrations.edges.map(({ node }) => node)}
              subscriptions={choices.webhookSubscriptions.edges.map(({ node }) => node)}
              eventId={params.event}
            />
          )}
        </>
      }
    >
      {rows.length > 0 ? (
        <>
          <DeliveryTable deliveries={rows} filter={filter} which={which} total={deliveries.totalCount} />
          <Pager pageInfo={deliveries.pageInfo} path="/history" params={filters}>
            {deliveries.totalCount == null
              ? "More than 10,000 deliveries"
              : countOf(deliveries.totalCount, "delivery", "deliveries")}
          </Pager>
        </>
      ) : isEmpty ? (
        <EmptyState icon={History} title="No deliveries yet">
          A delivery is the duty to bring one event to one subscription. The first stands here as soon as an event
          matches an integration, with every attempt and its answer.
        </EmptyState>
      ) : (
        <NoMatch noun="delivery" filterCount={filterCount} clearHref="/history" />
      )}
    </List>
  );
}

function viewsOf({ notArrived, held, failed }: ResultOf<typeof HistoryFilterQuery>): HistoryView[] {
  return [
    { label: "All deliveries", statuses: [] },
    { label: "Not arrived", statuses: ["PENDING", "RETRYING", "HELD", "FAILED"], count: notArrived.totalCount ?? null },
    { label: "Held", statuses: ["HELD"], count: held.totalCount ?? null },
    { label: "Failed", statuses: ["FAILED"], count: failed.totalCount ?? null },
  ];
}

/** Of another page than the first, where nothing newer would stand. */
function StillList({ head, children }: ComponentProps<typeof LiveList>) {
  return (
    <>
      {head}
      {children}
    </>
  );
}
