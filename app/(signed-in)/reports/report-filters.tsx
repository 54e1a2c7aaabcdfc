/** The filter row of a report: its period, and what it is narrowed to. Every choice stands in the address. */
import { DateRange } from "#ui/date-range";
import { FilterMenu } from "#ui/filter-menu";
import { FilterRow } from "#ui/filter-row";
import type { Period } from "../../period.ts";
import { PeriodChoice } from "./period-choice.tsx";

type Named = { id: string; name: string };
type ReportFiltersProps = {
  /** Null when days were given. */
  since: Period | null;
  eventTypes: readonly string[];
  integrations: readonly Named[];
  subscriptions: readonly Named[];
};

export function ReportFilters({ since, eventTypes, integrations, subscriptions }: ReportFiltersProps) {
  return (
    <FilterRow search={<PeriodChoice since={since} />}>
      <DateRange />
      <FilterMenu
        label="Event type"
        param="type"
        options={eventTypes.map((name) => ({ value: name, label: name }))}
        several
      />
      <FilterMenu label="Integration" param="integration" options={optionsOf(integrations)} several />
      <FilterMenu label="Subscription" param="subscription" options={optionsOf(subscriptions)} several />
    </FilterRow>
  );
}

function optionsOf(named: readonly Named[]) {
  return named.map(({ id, name }) => ({ value: id, label: name }));
}
