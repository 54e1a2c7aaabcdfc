/**
 * The period and the filters of a report as they stand in its address, as GraphQL takes them, and as the history takes
 * them, so that every count can be opened.
 */
import type { VariablesOf } from "gql.tada";
import { createLoader, type inferParserType, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { DeliveryStatus } from "#webhooks/delivery";
import type { ReportInterval } from "#webhooks/report";
import { DAY_MS, dayStart, PERIODS, type Period, startOf } from "../../period.ts";
import type { ReportQuery } from "./documents.ts";

const PARSERS = {
  type: parseAsArrayOf(parseAsString),
  integration: parseAsArrayOf(parseAsString),
  subscription: parseAsArrayOf(parseAsString),
  since: parseAsStringLiteral(PERIODS),
  from: parseAsString,
  to: parseAsString,
};

export type ReportParams = inferParserType<typeof PARSERS>;
type Filter = NonNullable<VariablesOf<typeof ReportQuery>["filter"]>;

export const loadReportParams = createLoader(PARSERS);

/** Of a report of everything. */
export const NO_FILTERS: ReportParams = {
  type: null,
  integration: null,
  subscription: null,
  since: null,
  from: null,
  to: null,
};

/** What a report covers when its address names no period. */
export const PERIOD_DEFAULT: Period = "24h";

/** Days that one report covers at most. */
const DAYS_MAX = 366;
/** Days that are shown hour by hour. */
const DAYS_BY_HOUR_MAX = 2;
/** What a report begins with when only its last day is given. */
const DAYS_BEFORE_TO = 30;

const INTERVALS: Record<Period, ReportInterval> = { "1h": "MINUTE", "24h": "HOUR", "7d": "DAY", "30d": "DAY" };

/**
 * `from` and `to` in RFC 3339, `to` exclusive. `since` is set for a period that ends now, `days` (both inclusive) for
 * one that was given by days.
 */
export type ReportPeriod = { from: string; to: string; interval: ReportInterval } & (
  | { since: Period; days: null }
  | { since: null; days: { from: string; to: string } }
);

/**
 * Days go before `since`; a malformed day is ignored. Without a last day the period ends today, without a first day it
 * is the 30 days up to the last. Days in the wrong order are exchanged; of more than 366 days the last 366 are counted.
 */
export function reportPeriod(params: Pick<ReportParams, "since" | "from" | "to">, now: Date): ReportPeriod {
  const first = dayStart(params.from);
  const last = dayStart(params.to);
  if (!first && !last) {
    const since = params.since ?? PERIOD_DEFAULT;
    const from = startOf(since, now) ?? now.toISOString();
    return { since, days: null, from, to: now.toISOString(), interval: INTERVALS[since] };
  }
  const todayMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const toMs = last?.getTime() ?? todayMs;
  const fromMs = first?.getTime() ?? toMs - (DAYS_BEFORE_TO - 1) * DAY_MS;
  const lastMs = Math.max(fromMs, toMs);
  const firstMs = Math.max(Math.min(fromMs, toMs), lastMs - (DAYS_MAX - 1) * DAY_MS);
  const dayCount = (lastMs - firstMs) / DAY_MS + 1;
  return {
    since: null,
    days: { from: dayOf(firstMs), to: dayOf(lastMs) },
    from: new Date(firstMs).toISOString(),
    to: new Date(lastMs + DAY_MS).toISOString(),
    interval: dayCount > DAYS_BY_HOUR_MAX ? "DAY" : "HOUR",
  };
}

/** A filter that stands in the address without a value (`?type=`) narrows nothing. */
export function reportFilter({ type, integration, subscription }: ReportParams): Filter {
  return { eventTypes: given(type), integrationIds: given(integration), subscriptionIds: given(subscription) };
}

/** What else than the filters narrows a link: `deliveries` of these statuses, of one group. */
type Narrowed = {
  statuses?: readonly DeliveryStatus[];
  group?: { by: "type" | "integration" | "subscription"; id: string };
};

/** The history of what a count of the report counts; tests of subscriptions are in neither. */
export function historyHref(params: ReportParams, period: ReportPeriod, { statuses = [], group }: Narrowed): string {
  const query = addressOf(params, period);
  query.set("origin", "EVENT,RECOVERY");
  if (statuses.length > 0) query.set("status", statuses.join());
  if (group) query.set(group.by, group.id);
  return `/history?${readable(query)}`;
}

/** The same report, of one of its days. */
export function dayHref(params: ReportParams, start: string): string {
  const day = start.slice(0, 10);
  const query = filtersOf(params);
  query.set("from", day);
  query.set("to", day);
  return `/reports?${readable(query)}`;
}

/** The figures of the report as a file. */
export function csvHref(params: ReportParams, period: ReportPeriod): string {
  return `/reports/csv?${readable(addressOf(params, period))}`;
}

function addressOf(params: ReportParams, period: ReportPeriod): URLSearchParams {
  const query = filtersOf(params);
  for (const [name, value] of Object.entries(period.days ?? { since: period.since })) query.set(name, value);
  return query;
}

function filtersOf({ type, integration, subscription }: ReportParams): URLSearchParams {
  const lists = Object.entries({ type, integration, subscription });
  return new URLSearchParams(lists.flatMap(([name, list]) => (list?.length ? [[name, list.join()]] : [])));
}

/** Commas separate values here, and need no escape in a query. */
function readable(query: URLSearchParams): string {
  return query.toString().replaceAll("%2C", ",");
}

function given(list: readonly string[] | null): string[] | null {
  return list?.length ? [...list] : null;
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
