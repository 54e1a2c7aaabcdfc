/**
 * The measures of one report, each asked for all groupings that want it in one statement, and only if something does: a
 * chart of counts costs no percentiles.
 */
import DataLoader from "dataloader";
import {
  countDeliveryGroups,
  countEventGroups,
  type Grouped,
  type KeyedGrouping,
  measureTimeToSuccess,
  type ReportGrouping,
  type ReportScope,
} from "#db/reports";
import { type DeliveryCounts, intervalStarts, NO_DELIVERIES, type Percentiles } from "#webhooks/report";

/** What is known of one group of deliveries; the costly measures are asked for when they are wanted. */
export type GroupStats = DeliveryCounts & {
  countEvents: () => Promise<number>;
  measureTimeToSuccess: () => Promise<Percentiles | null>;
};

export type ReportLoaders = ReturnType<typeof buildReportLoaders>;

export function buildReportLoaders(scope: ReportScope) {
  const counts = loader((groupings) => countDeliveryGroups(scope, groupings));
  const events = loader((groupings) => countEventGroups(scope, groupings));
  const times = loader((groupings) => measureTimeToSuccess(scope, groupings));

  function statsOf(grouping: ReportGrouping, key: string, counted: DeliveryCounts | undefined): GroupStats {
    return {
      ...(counted ?? NO_DELIVERIES),
      countEvents: async () => (await events.load(grouping)).get(key) ?? 0,
      measureTimeToSuccess: async () => (await times.load(grouping)).get(key) ?? null,
    };
  }

  async function buckets(grouping: ReportGrouping, keyOf: (startMs: string) => string) {
    const counted = await counts.load(grouping);
    return intervalStarts(scope.period).map((start) => {
      const key = keyOf(String(start.getTime()));
      return { start, stats: statsOf(grouping, key, counted.get(key)) };
    });
  }

  return {
    scope,
    /** Of everything. */
    total: async () => statsOf("total", "", (await counts.load("total")).get("")),
    /** One bucket for each interval that the period touches, oldest first. */
    series: () => buckets("interval", (startMs) => startMs),
    /** The same for one of `all`. */
    seriesOf: (grouping: KeyedGrouping, key: string) =>
      buckets(`${grouping}Interval`, (startMs) => `${key} ${startMs}`),
    /** By every key that there is, those with the most deliveries first. */
    all: async (grouping: KeyedGrouping) => {
      const counted = [...(await counts.load(grouping))];
      counted.sort(([keyA, a], [keyB, b]) => b.deliveries - a.deliveries || (keyA < keyB ? -1 : 1));
      return counted.map(([key, group]) => ({ key, stats: statsOf(grouping, key, group) }));
    },
  };
}

function loader<Value>(load: (groupings: readonly ReportGrouping[]) => Promise<Grouped<Value>[]>) {
  return new DataLoader<ReportGrouping, Grouped<Value>>(load);
}
