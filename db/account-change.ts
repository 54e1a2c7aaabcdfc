/**
 * The frame of every change of a tenant's users, API keys, notification settings and receiver inboxes: one transaction
 * that locks the tenant's row, so that changes of one tenant happen one after the other and what a change looked up (who
 * else is ADMIN) stays true until it is committed. Leaves definitions to db/definition-change.
 */
import { eq } from "drizzle-orm";
import { client, type Transaction } from "./client.ts";
import { tenants } from "./schema.ts";

/** What a change works with; `actor` is recorded. */
export type AccountChange = { tx: Transaction; tenantId: string; actor: string };

/** Runs `change`. A change that answers with errors must not have written anything. */
export async function changeAccount<T>(
  tenantId: string,
  actor: string,
  change: (frame: AccountChange) => Promise<T>,
): Promise<T> {
  return client().db.transaction(async (tx) => {
    await tx.select({ id: tenants.id }).from(tenants).where(eq(tenants.id, tenantId)).for("update");
    return change({ tx, tenantId, actor });
  });
}
