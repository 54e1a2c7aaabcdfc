/** The first tenant of a new installation, with the user who may do everything and an API key that may as well. */
import { sql } from "drizzle-orm";
import { PERMISSIONS } from "#webhooks/permissions";
import { insertApiKey } from "./api-keys.ts";
import type { Client } from "./client.ts";
import { hasTenants, insertTenant } from "./tenants.ts";
import { insertUser } from "./users.ts";

export type FirstTenant = { name: string; adminEmail: string; adminPassword: string; apiKey: string };

/**
 * Makes all three, or none, and answers the tenant's and the user's ids; null if the database holds a tenant already.
 * Of several processes that try at once one succeeds (advisory lock).
 */
export async function insertFirstTenant(
  { db }: Client,
  { name, adminEmail, adminPassword, apiKey }: FirstTenant,
): Promise<{ tenantId: string; userId: string } | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('signalpost.first-tenant'))`);
    if (await hasTenants(tx)) return null;
    const { id: tenantId } = await insertTenant({ name }, tx);
    const user = {
      tenantId,
      email: adminEmail,
      name: "Administrator",
      role: "ADMIN",
      password: adminPassword,
    } as const;
    const { id: userId } = await insertUser(user, tx);
    await insertApiKey({ tenantId, name: "First key", permissions: PERMISSIONS, key: apiKey }, tx);
    return { tenantId, userId };
  });
}
