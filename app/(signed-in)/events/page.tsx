/** The events of the account, newest first, and what each of them set off. */
import { Siren } from "lucide-react";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { ButtonLink } from "#ui/button";
import { EmptyState } from "#ui/empty-state";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import { NoMatch } from "#ui/no-match";
import { PageHeader } from "#ui/page-header";
import { Pager } from "#ui/pager";
import { SearchBox } from "#ui/search-box";
import { pageVariables, paramsOf } from "../../page-of-list.ts";
import { PERIOD_OPTIONS, startOf } from "../../period.ts";
import { ask, currentViewer, mayAdminister } from "../../session.ts";
import { EventListQuery } from "./documents.ts";
import { EventTable } from "./event-table.tsx";
import { loadListParams } from "./list-params.ts";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadListParams(searchParams);
  const { events, eventTypes } = await ask(EventListQuery, {
    ...pageVariables(params),
    type: params.type,
    search: params.q,
    receivedFrom: startOf(params.since, new Date()),
  });
  const rows = events.edges.map(({ node }) => node);
  const filters = paramsOf(params);
  const filterCount = Object.keys(filters).length;
  const isEmpty = rows.length === 0 && filterCount === 0;
  return (
    <>
      <PageHeader title="Events" lead={isEmpty ? null : "Every event that came in, and what it set off."} />
      {isEmpty ? null : (
        <FilterRow search={<SearchBox label="Search events" placeholder="Incident, facility, id…" />}>
          <FilterMenu
            label="Event type"
            param="type"
            options={eventTypes.map(({ name }) => ({ value: name, label: name }))}
          />
          <FilterMenu label="Received" param="since" options={PERIOD_OPTIONS} />
        </FilterRow>
      )}
      {rows.length > 0 ? (
        <>
          <EventTable events={rows} />
          <Pager pageInfo={events.pageInfo} path="/events" params={filters}>
            Newest first
          </Pager>
        </>
      ) : isEmpty ? (
        <EmptyState
          icon={Siren}
          title="No events yet"
          actions={
            mayAdminister(await currentViewer()) ? (
              <ButtonLink href="/settings/api-keys/new">Make an API key</ButtonLink>
            ) : null
          }
        >
          An event is a fact that another system publishes: an alert was sent, an incident was created. Publish one with
          POST /api/events and an API key; it stands here a moment later, with every integration that it matched.
        </EmptyState>
      ) : (
        <NoMatch noun="event" filterCount={filterCount} clearHref="/events" />
      )}
    </>
  );
}
