/** The filter row of the history. Options come from the page; every choice stands in the address. */
import { X } from "lucide-react";
import { ButtonLink } from "#ui/button";
import { DateRange } from "#ui/date-range";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import { SearchBox } from "#ui/search-box";
import { DELIVERY_STATUS } from "#ui/status";
import { DELIVERY_STATUSES } from "#webhooks/delivery";
import { PERIOD_OPTIONS } from "../../period.ts";

type Named = { id: string; name: string };
type HistoryFiltersProps = {
  eventTypes: readonly string[];
  integrations: readonly Named[];
  subscriptions: readonly Named[];
  /** Set when the history of one event is shown. */
  eventId: string | null;
};

const STATUSES = DELIVERY_STATUSES.map((value) => ({ value, label: DELIVERY_STATUS[value].word }));
/** What receivers answer most; any other code can be written into the address. */
const ANSWERS = [200, 202, 204, 400, 401, 403, 404, 410, 429, 500, 502, 503, 504].map(String).map((code) => ({
  value: code,
  label: code,
}));
const ORIGINS = [
  { value: "EVENT", label: "Events" },
  { value: "RECOVERY", label: "Recoveries" },
  { value: "TEST", label: "Tests" },
];

export function HistoryFilters({ eventTypes, integrations, subscriptions, eventId }: HistoryFiltersProps) {
  return (
    <FilterRow search={<SearchBox label="Search deliveries" placeholder="Incident, facility, id…" />}>
      <FilterMenu label="Created" param="since" options={PERIOD_OPTIONS} />
      <FilterMenu label="Status" param="status" options={STATUSES} several />
      <FilterMenu
        label="Event type"
        param="type"
        options={eventTypes.map((name) => ({ value: name, label: name }))}
        several
      />
      <FilterMenu label="Integration" param="integration" options={optionsOf(integrations)} several />
      <FilterMenu label="Subscription" param="subscription" options={optionsOf(subscriptions)} several />
      <FilterMenu label="Answer" param="code" options={ANSWERS} several />
      <FilterMenu label="Origin" param="origin" options={ORIGINS} several />
      <DateRange />
      {eventId ? (
        <ButtonLink small variant="ghost" icon={X} href="/history">
          Of one event only
        </ButtonLink>
      ) : null}
    </FilterRow>
  );
}

function optionsOf(named: readonly Named[]) {
  return named.map(({ id, name }) => ({ value: id, label: name }));
}
