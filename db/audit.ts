/** The audit trail: who changed what, when, with what was before and after. Secrets are masked before they come here. */
import type { Queryable } from "./client.ts";
import { newId } from "./new-id.ts";
import { auditEntries } from "./schema.ts";

export type NewAuditEntry = {
  tenantId: string;
  /** The person's name or the API key's. */
  actor: string;
  /** noun.verb: integration.created */
  action: string;
  /** Public id of what was changed. */
  subjectId: string;
  /** A sentence: "Created the integration Boil-water notices." */
  summary: string;
  before: unknown;
  after: unknown;
};

/** Belongs into the transaction of the change it tells of. */
export async function insertAuditEntry(db: Queryable, entry: NewAuditEntry): Promise<void> {
  await db.insert(auditEntries).values({ id: newId(), ...entry });
}
