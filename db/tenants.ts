/** Tenants: the customers that own everything else. Leaves the change of their definitions to db/definition-change. */
import { eq } from "drizzle-orm";
import { client, type Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { tenants } from "./schema.ts";

export type Tenant = typeof tenants.$inferSelect;

/** Null: there is none. */
export async function findTenant(id: string): Promise<Tenant | null> {
  const [row] = await client().db.select().from(tenants).where(eq(tenants.id, id));
  return row ?? null;
}

/** Whether the database holds any tenant: what decides about bootstrapping. */
export async function hasTenants(db: Queryable = client().db): Promise<boolean> {
  const rows = await db.select({ id: tenants.id }).from(tenants).limit(1);
  return rows.length > 0;
}

export async function insertTenant(
  tenant: { name: string; integrationsEnabled?: boolean },
  db: Queryable = client().db,
): Promise<Tenant> {
  const [row] = await db
    .insert(tenants)
    .values({ id: newId(), ...tenant })
    .returning();
  if (!row) throw new Error("The tenant was not stored.");
  return row;
}
