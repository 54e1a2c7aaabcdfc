/** Narrowing the lists of definitions by what a person remembers of them, and by how their receivers are doing. */
import { beforeAll, describe, expect, test } from "vitest";
import { client } from "#db/client";
import { graphql } from "#graphql/document";
import { watchQuiet } from "#jobs/watch-quiet";
import { HEALTH_STATES } from "#webhooks/subscription-health";
import { createTenant, type TestTenant, withDatabase } from "../support/api.ts";
import { makeIntegration, makeSubscription } from "../support/definitions.ts";

withDatabase();

let tenant: TestTenant;

/** What stands in subscription_health, whether the breaker is open, and whether it is active. */
const SUBSCRIPTIONS = {
  untouched: {},
  unknown: { failures: 0 },
  healthy: { failures: 0, succeeded: true },
  failing: { failures: 2, succeeded: true },
  "never succeeded": { failures: 1 },
  paused: { failures: 12, succeeded: true, isOpen: true },
  "switched off": { failures: 0, succeeded: true, isActive: false },
  "paused and switched off": { failures: 12, isOpen: true, isActive: false },
} satisfies Record<string, Facts>;
type Facts = { failures?: number; succeeded?: boolean; isOpen?: boolean; isActive?: boolean };

beforeAll(async () => {
  tenant = await createTenant();
  const { sql } = client();
  for (const [name, { failures, succeeded, isOpen, isActive }] of Object.entries<Facts>(SUBSCRIPTIONS)) {
    const uri = `https://${name.replaceAll(" ", "-")}.example/hooks`;
    const id = await makeSubscription(tenant.id, { name: `Desk ${name}`, uri, isActive: isActive ?? true });
    if (failures !== undefined) {
      await sql`insert into subscription_health (subscription_id, tenant_id, consecutive_failures, last_succeeded_at)
        values (${id}, ${tenant.id}, ${failures}, ${succeeded ? new Date().toISOString() : null})`;
    }
    if (isOpen) {
      await sql`insert into circuit_breakers (subscription_id, tenant_id, opened_at)
        values (${id}, ${tenant.id}, now())`;
    }
    const conditions = [{ field: "data.ward", operator: "IS_ANY_OF" as const, values: [`Ward of ${name}`, "100%"] }];
    const filters = [{ name: null, conditions }];
    await makeIntegration(tenant.id, { name: `To ${name}`, filters, subscriptionIds: [id] });
    await makeIntegration(tenant.id, { name: `Off ${name}`, isEnabled: false, subscriptionIds: [id] });
  }
  const other = await createTenant();
  await makeSubscription(other.id, { name: "Desk elsewhere", uri: "https://healthy.example/hooks" });
});

const INTEGRATIONS = graphql(`
  query ($mentions: String, $healthStates: [HealthState!]) {
    integrations(mentions: $mentions, healthStates: $healthStates) {
      totalCount
      edges { node { name isEnabled actions { subscription { health { state } } } } }
    }
  }
`);
const SUBSCRIPTION_LIST = graphql(`
  query ($healthStates: [HealthState!]) {
    webhookSubscriptions(healthStates: $healthStates) { totalCount edges { node { name health { state } } } }
  }
`);

describe("by health", () => {
  test.each(HEALTH_STATES)("subscriptions that are %s are those that say so", async (state) => {
    const all = (await tenant.ask(SUBSCRIPTION_LIST, {})).webhookSubscriptions.edges;
    expect(all).toHaveLength(Object.keys(SUBSCRIPTIONS).length);
    const expected = all.filter(({ node }) => node.health.state === state);
    expect(expected.length).toBeGreaterThan(0);
    const found = (await tenant.ask(SUBSCRIPTION_LIST, { healthStates: [state] })).webhookSubscriptions;
    expect(found).toEqual({ totalCount: expected.length, edges: expected });
  });

  test.each([{ states: ["FAILING"] }, { states: ["PAUSED", "INACTIVE"] }, { states: [] }] as const)(
    "integrations are enabled ones that send to them: %j",
    async ({ states }) => {
      const { edges } = (await tenant.ask(INTEGRATIONS, {})).integrations;
      const expected = edges.filter(
        ({ node }) =>
          node.isEnabled &&
          node.actions.some(({ subscription }) => states.some((s) => s === subscription.health.state)),
      );
      const found = (await tenant.ask(INTEGRATIONS, { healthStates: [...states] })).integrations;
      expect(found.edges.map(({ node }) => node.name)).toEqual(expected.map(({ node }) => node.name));
      expect(found.totalCount).toBe(expected.length);
    },
  );
});

test.each([
  ["part of their name", "TO HEALTHY", ["To healthy"]],
  ["part of a subscription's name", "desk never", ["Off never succeeded", "To never succeeded"]],
  ["part of a host", "never-succeeded.example", ["Off never succeeded", "To never succeeded"]],
  ["a value of a condition", "ward of unknown", ["To unknown"]],
  ["no field of a condition", "data.ward", []],
  ["a percent sign as itself", "0%", Object.keys(SUBSCRIPTIONS).map((name) => `To ${name}`)],
  ["nothing of others", "elsewhere", []],
])("integrations are found by %s: %s", async (_what, mentions, expected) => {
  const { edges } = (await tenant.ask(INTEGRATIONS, { mentions })).integrations;
  expect(edges.map(({ node }) => node.name).sort()).toEqual([...expected].sort());
});

describe("by silence", () => {
  const QUIET = graphql(`
    query ($isQuiet: Boolean) {
      integrations(isQuiet: $isQuiet) { totalCount edges { node { name quietSince } } }
    }
  `);
  const later = (hours: number) => new Date(Date.now() + hours * 60 * 60 * 1000);

  test("integrations are quiet once their time is over without a match, until they are changed", async () => {
    const own = await createTenant();
    const subscriptionIds = [await makeSubscription(own.id, { uri: "https://shelter.example/hooks" })];
    const begunAt = new Date();
    const id = await makeIntegration(own.id, { name: "Shelter rooms", quietAfterHours: 2, subscriptionIds });
    await makeIntegration(own.id, { name: "Watched for longer", quietAfterHours: 48, subscriptionIds });
    await makeIntegration(own.id, { name: "Not watched", subscriptionIds });
    const quiet = async (isQuiet: boolean) => (await own.ask(QUIET, { isQuiet })).integrations;
    await watchQuiet(new Date());
    await watchQuiet(later(1.9));
    expect(await quiet(true)).toEqual({ totalCount: 0, edges: [] });
    await watchQuiet(later(2.1));
    const { totalCount, edges } = await quiet(true);
    expect([totalCount, edges.map(({ node }) => node.name)]).toEqual([1, ["Shelter rooms"]]);
    const since = new Date(edges[0]?.node.quietSince ?? "").getTime();
    expect(Math.abs(since - begunAt.getTime())).toBeLessThan(60_000);
    expect(await quiet(false)).toEqual({
      totalCount: 2,
      edges: ["Not watched", "Watched for longer"].map((name) => ({ node: { name, quietSince: null } })),
    });
    await client().sql`update integrations set version = version + 1, updated_at = now() where id = ${id}`;
    expect((await quiet(true)).totalCount).toBe(0);
    expect((await quiet(false)).edges.map(({ node }) => node.quietSince)).toEqual([null, null, null]);
  });
});
