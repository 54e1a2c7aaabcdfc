/** What bad inputs meet: a tenant with one of everything, and another tenant whose things are none of theirs. */
import { client } from "#db/client";
import { encodeCursor } from "#db/cursor";
import { graphql } from "#graphql/document";
import { publishEvents } from "#jobs/publish-events";
import { encodeId } from "#webhooks/id";
import { createTenant, startWorker, type TestTenant } from "../../support/api.ts";
import { alert, makeIntegration, makeSubscription } from "../../support/definitions.ts";
import { startReceiver } from "../../support/receiver.ts";
import { waitFor } from "../../support/wait-for.ts";

/** Public ids. */
export type BadWorld = {
  /** Of mode INTEGRATION, used by `integration`, externalId "sub-1", version 2. */
  subscription: string;
  /** Of mode DIRECT, externalId "sub-2". */
  direct: string;
  deletedSubscription: string;
  /** externalId "int-1", version 2. */
  integration: string;
  /** externalId "int-2", disabled. */
  disabled: string;
  event: string;
  /** SUCCEEDED. */
  delivery: string;
  /** An attempt is under way. */
  inFlight: string;
  /** COMPLETED. */
  recovery: string;
  /** The last ADMIN. */
  admin: string;
  key: string;
  foreign: { subscription: string; integration: string; user: string; key: string; delivery: string };
  /** Of `deliveries`. */
  cursor: string;
};

/** An id of the right form that names nothing. */
export const NOBODY = "01h455vb4pex5vsknk084sn02q";

const USER = graphql(`mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }`);

export async function makeBadWorld(tenant: TestTenant): Promise<BadWorld> {
  const stranger = await createTenant();
  const receiver = await startReceiver();
  const worker = await startWorker();
  const theirs = await furnish(stranger, receiver.url, "theirs@example.com");
  const own = await furnish(tenant, receiver.url, "dana@example.com");
  const direct = await makeSubscription(tenant.id, { uri: `${receiver.url}/d`, mode: "DIRECT", externalId: "sub-2" });
  const gone = await makeSubscription(tenant.id, { uri: `${receiver.url}/gone` });
  const disabled = await makeIntegration(tenant.id, {
    subscriptionIds: [own.subscription],
    isEnabled: false,
    externalId: "int-2",
  });
  await publishEvents(tenant.id, [alert({ priority: "Emergency" }), alert({ priority: "Operational" })]);
  await publishEvents(stranger.id, [alert()]);
  const delivered = (tenantId: string, count: number) =>
    waitFor(
      async () => {
        const rows = await client().sql<{ id: string; event_id: string }[]>`
          select id, event_id from deliveries
           where tenant_id = ${tenantId} and status = 'SUCCEEDED' and subscription_id <> ${direct} order by id`;
        return rows.length === count ? rows : null;
      },
      { what: "deliveries" },
    );
  const [first, second] = await delivered(tenant.id, 2);
  const [foreign] = await delivered(stranger.id, 1);
  const recovery = await completedRecovery(tenant);
  await worker.stop();
  await receiver.close();
  const { sql } = client();
  await sql`update deliveries set attempt_started_at = now() + interval '1 hour' where id = ${second?.id ?? ""}`;
  await sql`update subscriptions set deleted_at = now() where id = ${gone}`;
  return {
    ...own.ids,
    direct: encodeId("sub", direct),
    deletedSubscription: encodeId("sub", gone),
    disabled: encodeId("int", disabled),
    event: encodeId("evt", first?.event_id ?? ""),
    delivery: encodeId("dlv", first?.id ?? ""),
    inFlight: encodeId("dlv", second?.id ?? ""),
    recovery,
    foreign: {
      subscription: theirs.ids.subscription,
      integration: theirs.ids.integration,
      user: theirs.ids.admin,
      key: theirs.ids.key,
      delivery: encodeId("dlv", foreign?.id ?? ""),
    },
    cursor: encodeCursor("deliveries", first?.id ?? ""),
  };
}

async function furnish(tenant: TestTenant, url: string, email: string) {
  const subscription = await makeSubscription(tenant.id, { uri: `${url}/s`, externalId: "sub-1", name: "Sirens" });
  const integration = await makeIntegration(tenant.id, { subscriptionIds: [subscription], externalId: "int-1" });
  const input = { email, name: "Dana", role: "ADMIN" as const, password: "correct horse battery" };
  const { createUser } = await tenant.ask(USER, { input });
  const { sql } = client();
  await sql`update subscriptions set version = 2 where id = ${subscription}`;
  await sql`update integrations set version = 2 where id = ${integration}`;
  const [key] = await sql<{ id: string }[]>`select id from api_keys where tenant_id = ${tenant.id}`;
  const ids = {
    subscription: encodeId("sub", subscription),
    integration: encodeId("int", integration),
    admin: createUser.user?.id ?? "",
    key: encodeId("key", key?.id ?? ""),
  };
  return { ids, subscription };
}

async function completedRecovery(tenant: TestTenant): Promise<string> {
  const { recoverDeliveries } = await tenant.ask(
    graphql(`mutation { recoverDeliveries(input: { filter: {} }) { recovery { id } } }`),
    {},
  );
  const id = recoverDeliveries.recovery?.id ?? "";
  await waitFor(
    async () => {
      const rows = await client().sql`select 1 from recoveries where tenant_id = ${tenant.id} and status = 'COMPLETED'`;
      return rows.length === 1;
    },
    { what: "the recovery's end" },
  );
  return id;
}
