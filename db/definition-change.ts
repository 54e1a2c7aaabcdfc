/**
 * The frame of every change of an integration or subscription: one transaction that locks the tenant's row, raises
 * its definition version (matching caches by it) and refuses where integrations are not enabled. Changes of one
 * tenant therefore happen one after the other, and what a change looked up stays true until it is committed.
 */
import { eq, sql } from "drizzle-orm";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { client, type Runner, runnerOf, type Transaction } from "./client.ts";
import { tenants } from "./schema.ts";

/**
 * What a change works with. `run` is the driver's side of `tx`, for what is written without Drizzle (jobs);
 * `definitionVersion` is the version that the change makes.
 */
export type DefinitionChange = {
  tx: Transaction;
  run: Runner;
  tenantId: string;
  actor: string;
  definitionVersion: number;
};

/** Carries a refusal out of the transaction, which rolls back. */
class Refusal extends Error {
  readonly errors: UserError[];

  constructor(errors: UserError[]) {
    super("The change was refused.");
    this.errors = errors;
  }
}

/** Runs `change`; when it answers with errors, nothing has happened. The tenant's row is locked first, always. */
export async function changeDefinitions<T>(
  tenantId: string,
  actor: string,
  change: (frame: DefinitionChange) => Promise<Parsed<T>>,
): Promise<Parsed<T>> {
  try {
    return await client().db.transaction(async (tx) => {
      const [tenant] = await tx
        .update(tenants)
        .set({ definitionVersion: sql`${tenants.definitionVersion} + 1` })
        .where(eq(tenants.id, tenantId))
        .returning({ version: tenants.definitionVersion, integrationsEnabled: tenants.integrationsEnabled });
      if (!tenant) throw new Error("The tenant of a change does not exist.");
      if (!tenant.integrationsEnabled) throw new Refusal([NOT_ENABLED]);
      const result = await change({ tx, run: runnerOf(tx), tenantId, actor, definitionVersion: tenant.version });
      if (!result.ok) throw new Refusal(result.errors);
      return result;
    });
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, errors: error.errors };
    throw error;
  }
}

export const NOT_ENABLED: UserError = {
  code: "NOT_ENABLED",
  message: "Integrations are not enabled on this account; ask your account manager to enable them.",
  path: [],
};
