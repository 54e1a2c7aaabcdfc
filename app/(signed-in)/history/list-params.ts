/** The filters of the history as they stand in its address, and as GraphQL takes them. */

import type { VariablesOf } from "gql.tada";
import {
  createLoader,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { DELIVERY_ORIGINS, DELIVERY_STATUSES } from "#webhooks/delivery";
import { DAY_MS, dayStart, PERIODS, startOf } from "../../period.ts";
import type { DeliveryHistoryQuery } from "./documents.ts";

const PARSERS = {
  q: parseAsString,
  status: parseAsArrayOf(parseAsStringLiteral(DELIVERY_STATUSES)),
  type: parseAsArrayOf(parseAsString),
  integration: parseAsArrayOf(parseAsString),
  subscription: parseAsArrayOf(parseAsString),
  event: parseAsString,
  code: parseAsArrayOf(parseAsInteger),
  origin: parseAsArrayOf(parseAsStringLiteral(DELIVERY_ORIGINS)),
  since: parseAsStringLiteral(PERIODS),
  from: parseAsString,
  to: parseAsString,
  after: parseAsString,
  before: parseAsString,
};

export type HistoryParams = inferParserType<typeof PARSERS>;
type Filter = NonNullable<VariablesOf<typeof DeliveryHistoryQuery>["filter"]>;

export const loadListParams = createLoader(PARSERS);

/** `from` and `to` are days ("2026-11-23", UTC, both inclusive) and go before `since`. What names nothing there is, is ignored. */
export function deliveryFilter(params: HistoryParams, now: Date): Filter {
  const from = dayStart(params.from);
  const to = dayStart(params.to);
  return {
    search: params.q,
    statuses: some(params.status),
    eventTypes: params.type,
    integrationIds: params.integration,
    subscriptionIds: params.subscription,
    eventIds: params.event ? [params.event] : null,
    lastStatusCodes: some(params.code),
    origins: some(params.origin),
    createdFrom: from ? from.toISOString() : startOf(params.since, now),
    createdTo: to ? new Date(to.getTime() + DAY_MS).toISOString() : null,
  };
}

/** An empty list would let nothing through; it is what is left of an address that names only what does not exist. */
function some<Value>(values: Value[] | null): Value[] | null {
  return values?.length ? values : null;
}
