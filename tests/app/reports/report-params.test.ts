/** What period a report's address means, and where its counts lead. */
import { expect, test } from "vitest";
import {
  csvHref,
  dayHref,
  historyHref,
  loadReportParams,
  reportFilter,
  reportPeriod,
} from "../../../app/(signed-in)/reports/report-params.ts";

const NOW = new Date("2026-11-23T19:05:30.000Z");

const period = (search: string) => reportPeriod(loadReportParams(new URLSearchParams(search)), NOW);

test.each([
  ["", "2026-11-22T19:05:30.000Z", "HOUR"],
  ["since=1h", "2026-11-23T18:05:30.000Z", "MINUTE"],
  ["since=7d", "2026-11-16T19:05:30.000Z", "DAY"],
  ["since=30d", "2026-10-24T19:05:30.000Z", "DAY"],
  ["since=forever", "2026-11-22T19:05:30.000Z", "HOUR"],
  ["from=yesterday&to=1066-10-14", "2026-11-22T19:05:30.000Z", "HOUR"],
])("%j ends now and begins at %s, by %s", (search, from, interval) => {
  expect(period(search)).toMatchObject({ from, to: NOW.toISOString(), interval, days: null });
});

test.each([
  ["one day", "from=2026-11-20&to=2026-11-20", "2026-11-20", "2026-11-21", "HOUR"],
  ["days go before since", "since=1h&from=2026-11-19&to=2026-11-20", "2026-11-19", "2026-11-21", "HOUR"],
  ["three days are shown by day", "from=2026-11-18&to=2026-11-20", "2026-11-18", "2026-11-21", "DAY"],
  ["days in the wrong order", "from=2026-11-20&to=2026-11-18", "2026-11-18", "2026-11-21", "DAY"],
  ["without a last day: today", "from=2026-11-22", "2026-11-22", "2026-11-24", "HOUR"],
  ["without a first day: 30 days", "to=2026-11-20", "2026-10-22", "2026-11-21", "DAY"],
  ["at most 366 days, the last ones", "from=2000-01-01&to=2026-11-20", "2025-11-20", "2026-11-21", "DAY"],
])("%s", (_, search, from, to, interval) => {
  expect(period(search)).toMatchObject({
    from: `${from}T00:00:00.000Z`,
    to: `${to}T00:00:00.000Z`,
    interval,
    since: null,
  });
});

test("a filter without a value narrows nothing", () => {
  const params = loadReportParams(new URLSearchParams("type=&subscription=sub_a"));
  expect(reportFilter(params)).toEqual({ eventTypes: null, integrationIds: null, subscriptionIds: ["sub_a"] });
});

test("a count leads to the history of the same deliveries", () => {
  const search = "type=alert.sent,alert.read&integration=int_a,int_b&since=7d";
  const params = loadReportParams(new URLSearchParams(search));
  const href = historyHref(params, reportPeriod(params, NOW), {
    statuses: ["PENDING", "HELD"],
    group: { by: "integration", id: "int_b" },
  });
  expect(Object.fromEntries(new URL(href, "http://localhost").searchParams)).toEqual({
    type: "alert.sent,alert.read",
    integration: "int_b",
    since: "7d",
    origin: "EVENT,RECOVERY",
    status: "PENDING,HELD",
  });
});

test("a period of days is spelt out, so that both pages mean the same", () => {
  const params = loadReportParams(new URLSearchParams("to=2026-11-20&subscription=sub_a"));
  const days = { subscription: "sub_a", from: "2026-10-22", to: "2026-11-20" };
  const hrefs = [
    historyHref(params, reportPeriod(params, NOW), {}),
    csvHref(params, reportPeriod(params, NOW)),
    dayHref(params, "2026-11-03T00:00:00.000Z"),
  ];
  expect(hrefs.map((href) => Object.fromEntries(new URL(href, "http://localhost").searchParams))).toEqual([
    { ...days, origin: "EVENT,RECOVERY" },
    days,
    { subscription: "sub_a", from: "2026-11-03", to: "2026-11-03" },
  ]);
});
