/** Reports: how many deliveries there were, what became of them, and how long they took. */
import { countStatusCodes, type StatusCodeCount as StatusCodeCountValue } from "#db/reports";
import { DELIVERY_ORIGINS } from "#webhooks/delivery";
import { encodeId } from "#webhooks/id";
import {
  INTERVALS_MAX,
  type ReportInterval as IntervalName,
  type Percentiles as PercentilesValue,
  parseReportPeriod,
  successRate,
} from "#webhooks/report";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { buildReportLoaders, type GroupStats, type ReportLoaders } from "../report-loaders.ts";
import { DeliveryFilterInput, parseDeliveryFilter } from "./delivery-filter-input.ts";

/** In objects of an answer: a report reads many rows for few of them. */
const REPORT_COST = 2_000;

const ReportInterval = builder.enumType("ReportInterval", {
  description: "How a report's period is cut, aligned to UTC.",
  values: {
    MINUTE: { value: "MINUTE", description: "From a full minute to the next." },
    HOUR: { value: "HOUR", description: "From a full hour to the next." },
    DAY: { value: "DAY", description: "From midnight to midnight, UTC." },
  } as const satisfies Record<IntervalName, unknown>,
});

const Percentiles = builder.objectRef<PercentilesValue>("Percentiles").implement({
  description: "Milliseconds that a share of cases took at most.",
  fields: (t) => ({
    p50: t.exposeFloat("p50", { description: "Half of them." }),
    p95: t.exposeFloat("p95", { description: "95 of a hundred." }),
    p99: t.exposeFloat("p99", { description: "99 of a hundred." }),
  }),
});

const DeliveryStats = builder.objectRef<GroupStats>("DeliveryStats").implement({
  description: "What became of some deliveries. Cancelled ones count as deliveries, and as nothing else.",
  fields: (t) => ({
    events: t.int({ description: "Different events; a ping has none.", resolve: (stats) => stats.countEvents() }),
    deliveries: t.exposeInt("deliveries", { description: "All of them." }),
    succeeded: t.exposeInt("succeeded", { description: "Answered 2xx." }),
    failed: t.exposeInt("failed", { description: "Given up." }),
    waiting: t.exposeInt("waiting", { description: "PENDING, RETRYING or HELD." }),
    attempts: t.exposeInt("attempts", { description: "Attempts of these deliveries, whenever they were made." }),
    successRate: t.float({
      nullable: true,
      description: "succeeded / (succeeded + failed), from 0 to 1; null when neither happened.",
      resolve: (stats) => successRate(stats),
    }),
    timeToSuccessMs: t.field({
      type: Percentiles,
      nullable: true,
      description: "From an event's receipt to the first 2xx; null when there was none.",
      resolve: (stats) => stats.measureTimeToSuccess(),
    }),
  }),
});

const ReportBucket = builder.objectRef<{ start: Date; stats: GroupStats }>("ReportBucket").implement({
  description: "One interval.",
  fields: (t) => ({
    start: t.expose("start", { type: "DateTime", description: "Where it begins; it ends where the next one begins." }),
    stats: t.field({ type: DeliveryStats, description: "Of deliveries made in it.", resolve: ({ stats }) => stats }),
  }),
});

type Group = {
  id: string;
  findLabel: () => Promise<string>;
  stats: GroupStats;
  findSeries: () => ReturnType<ReportLoaders["series"]>;
};

const ReportGroup = builder.objectRef<Group>("ReportGroup").implement({
  description: "The deliveries that have one thing in common.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "The id of what they have in common; an event type's name." }),
    label: t.string({ description: "Its name, for people.", resolve: ({ findLabel }) => findLabel() }),
    stats: t.field({ type: DeliveryStats, description: "Of these deliveries.", resolve: ({ stats }) => stats }),
    series: t.field({
      type: [ReportBucket],
      description: "Of these deliveries, one per interval, oldest first, with no interval left out.",
      complexity: { field: 1, multiplier: INTERVALS_MAX },
      resolve: ({ findSeries }) => findSeries(),
    }),
  }),
});

const StatusCodeCount = builder.objectRef<StatusCodeCountValue>("StatusCodeCount").implement({
  description: "Attempts with the same answer.",
  fields: (t) => ({
    statusCode: t.exposeInt("statusCode", {
      nullable: true,
      description: "The HTTP status. Null: no answer (timeout, refused, DNS…).",
    }),
    attempts: t.exposeInt("attempts", { description: "How many." }),
  }),
});

const DeliveryReport = builder.objectRef<ReportLoaders>("DeliveryReport").implement({
  description: "Deliveries of a period, counted in several ways. Groups: those with the most deliveries first.",
  fields: (t) => ({
    totals: t.field({ type: DeliveryStats, description: "All of them.", resolve: (report) => report.total() }),
    series: t.field({
      type: [ReportBucket],
      description: "One per interval, oldest first, with no interval left out.",
      complexity: { field: 1, multiplier: INTERVALS_MAX },
      resolve: (report) => report.series(),
    }),
    byEventType: t.field({
      type: [ReportGroup],
      description: "By event type; without pings.",
      resolve: async (report) =>
        (await report.all("eventType")).map(({ key, stats }) => ({
          id: key,
          findLabel: async () => key,
          stats,
          findSeries: () => report.seriesOf("eventType", key),
        })),
    }),
    byIntegration: t.field({
      type: [ReportGroup],
      description: "By integration, deleted ones too; without deliveries to DIRECT subscriptions.",
      resolve: (report, _args, { loaders }) => namedGroups(report, "integration", "int", loaders.integrations),
    }),
    bySubscription: t.field({
      type: [ReportGroup],
      description: "By subscription, deleted ones too.",
      resolve: (report, _args, { loaders }) => namedGroups(report, "subscription", "sub", loaders.subscriptions),
    }),
    byStatusCode: t.field({
      type: [StatusCodeCount],
      description: "Attempts by what they were answered, lowest status first, those without an answer last.",
      resolve: ({ scope }) => countStatusCodes(scope),
    }),
  }),
});

async function namedGroups(
  report: ReportLoaders,
  grouping: "integration" | "subscription",
  prefix: "int" | "sub",
  rows: Context["loaders"]["integrations"] | Context["loaders"]["subscriptions"],
) {
  return (await report.all(grouping)).map(({ key, stats }) => {
    const id = encodeId(prefix, key);
    return {
      id,
      findLabel: async () => (await rows.load(key))?.name ?? id,
      stats,
      findSeries: () => report.seriesOf(grouping, key),
    };
  });
}

builder.queryField("deliveryReport", (t) =>
  t.field({
    type: DeliveryReport,
    description:
      "Deliveries created from `from` to `to`, in UTC-aligned intervals, at most 1,500. TEST is left out unless `filter.origins` names it.",
    authScopes: { permission: "READ" },
    complexity: { field: REPORT_COST, multiplier: 1 },
    args: {
      from: t.arg({ type: "DateTime", required: true, description: "Inclusive." }),
      to: t.arg({ type: "DateTime", required: true, description: "Exclusive." }),
      interval: t.arg({ type: ReportInterval, required: true, description: "How the series is cut." }),
      filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }),
    },
    resolve: (_root, { from, to, interval, filter: given }, { viewer }) => {
      const { period, filter } = valuesOf({
        period: parseReportPeriod({ from, to, interval }),
        filter: parseDeliveryFilter(given),
      });
      const origins = filter.origins ?? DELIVERY_ORIGINS.filter((origin) => origin !== "TEST");
      return buildReportLoaders({ tenantId: viewer.tenantId, period, filter: { ...filter, origins } });
    },
  }),
);
