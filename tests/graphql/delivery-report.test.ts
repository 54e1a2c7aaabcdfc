/** Reports over history that is known to the last delivery: every number of every grouping. */
import type { VariablesOf } from "gql.tada";
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { ensurePartitions } from "#db/partitions";
import { graphql } from "#graphql/document";
import { buildUuid7, encodeId } from "#webhooks/id";
import {
  askWith,
  countStatements,
  createKey,
  createTenant,
  post,
  type TestTenant,
  withDatabase,
} from "../support/api.ts";
import { makeIntegration, makeSubscription } from "../support/definitions.ts";

withDatabase();

const REPORT = graphql(`
  query ($from: DateTime!, $to: DateTime!, $interval: ReportInterval!, $filter: DeliveryFilter) {
    deliveryReport(from: $from, to: $to, interval: $interval, filter: $filter) {
      totals { ...stats }
      series { start stats { ...stats } }
      byEventType { id label stats { ...stats } }
      byIntegration { id label stats { ...stats } }
      bySubscription { id label stats { ...stats } }
      byStatusCode { statusCode attempts }
    }
  }
  fragment stats on DeliveryStats {
    events deliveries succeeded failed waiting attempts successRate timeToSuccessMs { p50 p95 p99 }
  }
`);

type Row = {
  /** Different names, different events; null: a ping. */
  event: string | null;
  createdAt: string;
  status: string;
  /** Of each attempt, oldest first; null: no answer. */
  codes?: (number | null)[];
  /** From the event's receipt to the first 2xx. */
  tookMs?: number;
  type?: string;
  integration?: string | null;
  subscription?: string;
  origin?: string;
};

const names = new Map<string, string>();
let tenant: TestTenant;
let other: TestTenant;
let serial = 0;

beforeAll(async () => {
  await ensurePartitions(client().sql, new Date("2026-03-01T00:00:00Z"), new Date("2026-03-20T00:00:00Z"));
  tenant = await createTenant();
  other = await createTenant();
  for (const name of ["cad", "sms"]) {
    const subscription = await makeSubscription(tenant.id, { uri: "https://hooks.example.com/", name });
    names.set(name, subscription);
    names.set(
      `${name}-flow`,
      await makeIntegration(tenant.id, { name: `${name}-flow`, subscriptionIds: [subscription] }),
    );
  }
  names.set(
    "direct",
    await makeSubscription(tenant.id, { uri: "https://d.example.com/", name: "direct", mode: "DIRECT" }),
  );
  await client().sql`update integrations set deleted_at = now() where name = 'sms-flow'`;

  await insert(tenant, [
    // Three events of 9 o'clock; the first one went to both.
    { event: "a", createdAt: "09:00:00.000", status: "SUCCEEDED", codes: [200], tookMs: 100 },
    {
      event: "a",
      createdAt: "09:00:00.000",
      status: "SUCCEEDED",
      codes: [503, null, 204],
      tookMs: 6_300,
      integration: "sms-flow",
      subscription: "sms",
    },
    { event: "b", createdAt: "09:59:59.999", status: "FAILED", codes: [500, 410] },
    { event: "c", createdAt: "09:30:00.000", status: "RETRYING", codes: [null] },
    // 10 o'clock: nothing. 11 o'clock: what waits, and what a person gave up.
    { event: "d", createdAt: "11:00:00.000", status: "PENDING", type: "alert.read" },
    {
      event: "e",
      createdAt: "11:00:00.001",
      status: "HELD",
      type: "alert.read",
      integration: null,
      subscription: "direct",
    },
    { event: "f", createdAt: "11:10:00.000", status: "CANCELLED", codes: [500], type: "alert.read" },
    { event: "a", createdAt: "11:20:00.000", status: "SUCCEEDED", codes: [200], tookMs: 8_400_000, origin: "RECOVERY" },
    // Tests: a ping, and one with a payload.
    { event: null, createdAt: "11:30:00.000", status: "SUCCEEDED", codes: [200], origin: "TEST", integration: null },
    {
      event: "t",
      createdAt: "11:31:00.000",
      status: "SUCCEEDED",
      codes: [201],
      tookMs: 50,
      origin: "TEST",
      integration: null,
    },
    // Beyond the period's ends.
    { event: "y", createdAt: "08:59:59.999", status: "FAILED", codes: [404] },
    { event: "z", createdAt: "12:00:00.000", status: "FAILED", codes: [404] },
  ]);
  await insert(other, [{ event: "a", createdAt: "09:00:00.000", status: "SUCCEEDED", codes: [200], tookMs: 5 }]);
});

const at = (time: string) => new Date(`2026-03-10T${time}Z`);

async function insert(owner: TestTenant, rows: Row[]): Promise<void> {
  for (const {
    event,
    createdAt,
    status,
    codes = [],
    tookMs = 0,
    type = "alert.sent",
    integration = "cad-flow",
    subscription = "cad",
    origin = "EVENT",
  } of rows) {
    serial += 1;
    const receivedMs = origin === "RECOVERY" ? at("09:00:00").getTime() : at(createdAt).getTime();
    const name = Buffer.alloc(8, event ?? "ping");
    const eventId = event === null ? null : buildUuid7(receivedMs, 0, name);
    const id = buildUuid7(receivedMs, 0, Buffer.from(serial.toString(16).padStart(16, "0"), "hex"));
    const isEnded = status === "SUCCEEDED" || status === "FAILED" || status === "CANCELLED";
    await client().sql`insert into deliveries ${client().sql({
      id,
      tenant_id: owner.id,
      event_id: eventId,
      subscription_id: names.get(subscription) ?? "",
      integration_id: integration === null ? null : (names.get(integration) ?? ""),
      event_type: event === null ? null : type,
      origin,
      status,
      attempt_count: codes.length,
      last_status_code: codes.at(-1) ?? null,
      created_at: at(createdAt).toISOString(),
      completed_at: isEnded ? new Date(receivedMs + tookMs).toISOString() : null,
    })}`;
    for (const [index, code] of codes.entries()) {
      await client().sql`insert into attempts ${client().sql({
        delivery_id: id,
        number: index + 1,
        tenant_id: owner.id,
        outcome: code === null ? "TIMEOUT" : code < 300 ? "SUCCEEDED" : "HTTP_ERROR",
        cause: "",
        started_at: at(createdAt).toISOString(),
        duration_ms: 1,
        status_code: code,
        request: "{}",
      })}`;
    }
  }
}

type Variables = Omit<VariablesOf<typeof REPORT>, "from" | "to" | "interval"> & {
  from?: string;
  to?: string;
  interval?: "MINUTE" | "HOUR" | "DAY";
};
const DEFAULTS = { from: "2026-03-10T09:00:00Z", to: "2026-03-10T12:00:00Z", interval: "HOUR" } as const;

async function report(variables: Variables = {}, key = tenant.key) {
  return (await askWith(key, REPORT, { ...DEFAULTS, ...variables })).deliveryReport;
}

const NOTHING = {
  events: 0,
  deliveries: 0,
  succeeded: 0,
  failed: 0,
  waiting: 0,
  attempts: 0,
  successRate: null,
  timeToSuccessMs: null,
};
const publicId = (prefix: "int" | "sub", name: string) => encodeId(prefix, names.get(name) ?? "");

describe("a report", () => {
  test("counts everything that was made in its period, and nothing else", async () => {
    const { totals } = await report();
    expect(totals).toEqual({
      events: 6,
      deliveries: 8,
      succeeded: 3,
      failed: 1,
      waiting: 3,
      attempts: 9,
      successRate: 0.75,
      timeToSuccessMs: { p50: 6_300, p95: expect.closeTo(7_560_630), p99: expect.closeTo(8_232_126) },
    });
  });

  test("has every interval, also those in which nothing was made", async () => {
    const { series } = await report();
    expect(series.map(({ start }) => start)).toEqual([
      "2026-03-10T09:00:00.000Z",
      "2026-03-10T10:00:00.000Z",
      "2026-03-10T11:00:00.000Z",
    ]);
    expect(series.map(({ stats }) => stats)).toMatchObject([
      { events: 3, deliveries: 4, succeeded: 2, failed: 1, waiting: 1, attempts: 7, timeToSuccessMs: { p50: 3_200 } },
      NOTHING,
      { events: 4, deliveries: 4, succeeded: 1, failed: 0, waiting: 2, attempts: 2, successRate: 1 },
    ]);
  });

  test("groups by event type, integration and subscription, those with the most deliveries first", async () => {
    const { byEventType, byIntegration, bySubscription } = await report();
    expect(byEventType).toMatchObject([
      {
        id: "alert.sent",
        label: "alert.sent",
        stats: { events: 3, deliveries: 5, succeeded: 3, failed: 1, waiting: 1, attempts: 8 },
      },
      {
        id: "alert.read",
        label: "alert.read",
        stats: { events: 3, deliveries: 3, waiting: 2, attempts: 1, successRate: null, timeToSuccessMs: null },
      },
    ]);
    expect(byIntegration).toMatchObject([
      {
        id: publicId("int", "cad-flow"),
        label: "cad-flow",
        stats: { events: 5, deliveries: 6, succeeded: 2, failed: 1 },
      },
      {
        id: publicId("int", "sms-flow"),
        label: "sms-flow",
        stats: { events: 1, deliveries: 1, succeeded: 1, attempts: 3 },
      },
    ]);
    expect(bySubscription).toMatchObject([
      { id: publicId("sub", "cad"), label: "cad", stats: { events: 5, deliveries: 6 } },
      { label: expect.stringMatching(/^(sms|direct)$/), stats: { deliveries: 1 } },
      { label: expect.stringMatching(/^(sms|direct)$/), stats: { deliveries: 1 } },
    ]);
  });

  test("each group is cut into the same intervals, in the same statement as everything else that is counted", async () => {
    const all = await tenant.ask(
      graphql(`
      query ($from: DateTime!, $to: DateTime!, $interval: ReportInterval!) {
        deliveryReport(from: $from, to: $to, interval: $interval) {
          totals { deliveries }
          series { start stats { deliveries } }
          byEventType { id series { stats { deliveries } } }
          byIntegration { label stats { deliveries } series { start stats { deliveries succeeded failed waiting } } }
          bySubscription { label series { stats { deliveries } } }
        }
      }
    `),
      DEFAULTS,
    );
    const { totals, series, byEventType, byIntegration, bySubscription } = all.deliveryReport;
    const deliveriesOf = (buckets: readonly { stats: { deliveries: number } }[]) =>
      buckets.map(({ stats }) => stats.deliveries);
    expect(totals.deliveries).toBe(8);
    expect(deliveriesOf(series)).toEqual([4, 0, 4]);
    expect(byEventType.map((group) => [group.id, deliveriesOf(group.series)])).toEqual([
      ["alert.sent", [4, 0, 1]],
      ["alert.read", [0, 0, 3]],
    ]);
    expect(bySubscription.map((group) => [group.label, deliveriesOf(group.series)])).toEqual([
      ["cad", [3, 0, 3]],
      ["sms", [1, 0, 0]],
      ["direct", [0, 0, 1]],
    ]);
    expect(byIntegration[0]).toEqual({
      label: "cad-flow",
      stats: { deliveries: 6 },
      series: [
        { start: "2026-03-10T09:00:00.000Z", stats: { deliveries: 3, succeeded: 1, failed: 1, waiting: 1 } },
        { start: "2026-03-10T10:00:00.000Z", stats: { deliveries: 0, succeeded: 0, failed: 0, waiting: 0 } },
        { start: "2026-03-10T11:00:00.000Z", stats: { deliveries: 3, succeeded: 1, failed: 0, waiting: 1 } },
      ],
    });
  });

  test("counts every attempt by its status code, those without an answer last", async () => {
    expect((await report()).byStatusCode).toEqual([
      { statusCode: 200, attempts: 2 },
      { statusCode: 204, attempts: 1 },
      { statusCode: 410, attempts: 1 },
      { statusCode: 500, attempts: 2 },
      { statusCode: 503, attempts: 1 },
      { statusCode: null, attempts: 2 },
    ]);
  });

  test("of nothing is empty, not absent", async () => {
    const { totals, series, ...groups } = await report({ filter: { search: "nowhere" } });
    expect(totals).toEqual(NOTHING);
    expect(series.map(({ stats }) => stats)).toEqual([NOTHING, NOTHING, NOTHING]);
    expect(groups).toEqual({ byEventType: [], byIntegration: [], bySubscription: [], byStatusCode: [] });
  });

  test("of no time at all has no interval", async () => {
    expect(await report({ from: "2026-03-10T09:30:00Z", to: "2026-03-10T09:30:00Z" })).toMatchObject({
      totals: NOTHING,
      series: [],
    });
  });

  test("leaves tests out, unless they are asked for; a ping is no event", async () => {
    const tests = await report({ filter: { origins: ["TEST"] } });
    expect(tests.totals).toMatchObject({
      events: 1,
      deliveries: 2,
      succeeded: 2,
      timeToSuccessMs: { p50: 50, p99: 50 },
    });
    expect(tests.byEventType).toMatchObject([{ id: "alert.sent", stats: { deliveries: 1 } }]);
    expect(tests.byIntegration).toEqual([]);
    const everything = await report({ filter: { origins: ["EVENT", "RECOVERY", "TEST"] } });
    expect(everything.totals).toMatchObject({ events: 7, deliveries: 10 });
    expect((await report({ filter: { origins: [] } })).totals).toEqual(NOTHING);
    expect((await report({ filter: { origins: null } })).totals.deliveries).toBe(8);
  });

  test.each<[string, VariablesOf<typeof REPORT>["filter"], number]>([
    ["statuses", { statuses: ["SUCCEEDED", "FAILED"] }, 4],
    ["event types", { eventTypes: ["alert.read"] }, 3],
    ["last status codes", { lastStatusCodes: [500, 410] }, 2],
    [
      "its own period, within the report's",
      { createdFrom: "2026-03-10T11:00:00Z", createdTo: "2026-03-10T11:10:00Z" },
      2,
    ],
    ["a period beyond the report's", { createdFrom: "2026-03-10T12:00:00Z" }, 0],
    ["ids that are none", { integrationIds: ["int_nope"] }, 0],
  ])("is narrowed by %s", async (_what, filter, expected) => {
    const { totals, series, byEventType } = await report({ filter });
    const sum = (groups: { stats: { deliveries: number } }[]) =>
      groups.reduce((total, { stats }) => total + stats.deliveries, 0);
    expect([totals.deliveries, sum(series), sum(byEventType)]).toEqual([expected, expected, expected]);
  });

  test("that begins and ends within intervals counts those in part", async () => {
    const { series } = await report({ from: "2026-03-10T09:15:00Z", to: "2026-03-10T11:00:00.001Z" });
    expect(series.map(({ start, stats }) => [start.slice(11, 16), stats.deliveries])).toEqual([
      ["09:00", 2],
      ["10:00", 0],
      ["11:00", 1],
    ]);
  });

  test.each([
    ["MINUTE", 180],
    ["DAY", 1],
  ] as const)("by %s has as many intervals as its period touches", async (interval, count) => {
    const { series } = await report({ interval });
    expect(series).toHaveLength(count);
    expect(series.reduce((sum, { stats }) => sum + stats.deliveries, 0)).toBe(8);
  });

  test("is a tenant's own, by whatever id", async () => {
    const { totals, byIntegration } = await report({}, other.key);
    expect(totals).toMatchObject({ deliveries: 1, timeToSuccessMs: { p50: 5 } });
    expect(byIntegration.map(({ label }) => label)).toEqual([byIntegration[0]?.id]);
    const { id } = await createTenant();
    const nobody = await createKey(id, ["READ"]);
    const ids = { integrationIds: [publicId("int", "cad-flow")], subscriptionIds: [publicId("sub", "cad")] };
    expect((await report({ filter: ids }, nobody)).totals).toEqual(NOTHING);
  });

  test("costs a handful of statements, however many groups and intervals it has", async () => {
    const { statements } = await countStatements(() => report({ interval: "MINUTE" }));
    const few = await countStatements(() =>
      post(
        `query { deliveryReport(from: "${DEFAULTS.from}", to: "${DEFAULTS.to}", interval: MINUTE) {
          totals { deliveries } series { start stats { deliveries successRate } } } }`,
        {},
        { "x-api-key": tenant.key },
      ),
    );
    expect(statements - few.statements).toBeLessThanOrEqual(5);
    expect(few.statements).toBeLessThanOrEqual(2);
  });
});

describe("a report is refused", () => {
  test.each([
    ["that ends before it begins", { from: DEFAULTS.to, to: DEFAULTS.from }, /to is before from/],
    ["of more than 1,500 intervals", { from: "2026-03-01T00:00:00Z", interval: "MINUTE" }, /at most 1,500/],
    ["with an instant without offset", { from: "2026-03-01T00:00:00" }, /RFC 3339/],
    ["by another interval", { interval: "WEEK" }, /WEEK/],
  ])("%s", async (_case, variables, message) => {
    const query = `query ($from: DateTime!, $to: DateTime!, $interval: ReportInterval!) {
      deliveryReport(from: $from, to: $to, interval: $interval) { totals { deliveries } } }`;
    const answer = await post(query, { ...DEFAULTS, ...variables }, { "x-api-key": tenant.key });
    expect(answer.status).toBe(400);
    expect(answer.errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });
});
