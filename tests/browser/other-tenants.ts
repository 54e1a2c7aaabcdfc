/** Tenants beside the one with the sample data: each a test's own, with one person who is to sign in. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { generateApiKey, insertApiKey } from "#db/api-keys";
import { openClient } from "#db/client";
import { newId } from "#db/new-id";
import { insertNotification } from "#db/notifications";
import { insertTenant } from "#db/tenants";
import { insertUser } from "#db/users";
import { decodeId } from "#webhooks/id";
import { PERMISSIONS, type Role } from "#webhooks/permissions";
import { productDatabaseUrl } from "./product-under-test.ts";

/** `apiKey`: of their tenant, with every permission. */
export type Person = { tenantId: string; email: string; password: string; apiKey: string };

/** A tenant that has nothing yet, and somebody of it. */
export async function makeTenant({
  integrationsEnabled = true,
  role = "ADMIN",
  name = "Robin Lake",
}: {
  integrationsEnabled?: boolean;
  role?: Role;
  /** Of the person. */
  name?: string;
} = {}): Promise<Person> {
  return withDatabase(async ({ db }) => {
    const { id: tenantId } = await insertTenant({ name: "Lakeside Water", integrationsEnabled }, db);
    const person = { tenantId, email: `${randomUUID()}@lakeside.example`, password: "a password of many words" };
    await insertUser({ ...person, name, role }, db);
    const apiKey = generateApiKey();
    await insertApiKey({ tenantId, name: "A program", permissions: PERMISSIONS, key: apiKey }, db);
    return { ...person, apiKey };
  });
}

/** As an account manager does for a customer that has it no longer; no page and no key can. */
export async function switchIntegrationsOff({ tenantId }: Person): Promise<void> {
  await withDatabase(({ sql }) => sql`update tenants set integrations_enabled = false where id = ${tenantId}`);
}

/** Tells the tenant that these subscriptions are paused, the last one last, without any having failed. */
export async function tellOfPaused({ tenantId }: Person, subscriptionIds: readonly string[]): Promise<void> {
  await withDatabase(async ({ sql }) => {
    for (const [index, subscriptionId] of subscriptionIds.entries()) {
      await insertNotification(sql, {
        id: newId(),
        tenantId,
        kind: "PAUSED",
        subscriptionId: decodeId("sub", subscriptionId),
        integrationId: null,
        subjectName: `Paused ${index + 1}`,
        sentence: "It is paused.",
        occasion: subscriptionId,
      });
    }
  });
}

/** As if the integration, watched for silence, had matched nothing since three days ago, and that was told. */
export async function fallSilent(integrationId: string): Promise<void> {
  const id = decodeId("int", integrationId);
  await withDatabase(async ({ sql }) => {
    await sql`update integrations set quiet_after_hours = 48 where id = ${id}`;
    await sql`insert into quiet_watches (integration_id, tenant_id, version, active_at, told_for, check_at)
      select id, tenant_id, version, now() - interval '3 days', now() - interval '3 days', now() + interval '1 day'
        from integrations where id = ${id}
      on conflict (integration_id) do update set active_at = excluded.active_at, told_for = excluded.told_for,
        check_at = excluded.check_at, version = excluded.version`;
  });
}

/** Leads to `path` by the page that asks who one is. */
export async function signInAs(page: Page, { email, password }: Person, path = "/"): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Makes what is stored of an integration's versions unreadable, as no door of the product can: its page fails. */
export async function breakVersions(integrationId: string): Promise<void> {
  const id = decodeId("int", integrationId);
  await withDatabase(
    ({ sql }) => sql`update integration_revisions set filters = '"broken"' where integration_id = ${id}`,
  );
}

async function withDatabase<T>(work: (client: ReturnType<typeof openClient>) => Promise<T>): Promise<T> {
  const client = openClient(productDatabaseUrl(), { max: 1, applicationName: "signalpost-browser-tests" });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
