/** The audit trail: who changed what, when, with what was before and after. Secrets are masked before they come here. */
import { and, eq, inArray } from "drizzle-orm";
import { client, type Queryable, type Transaction } from "./client.ts";
import { cutPage, keyset, type Page, type Slice } from "./cursor.ts";
import { newId } from "./new-id.ts";
import { auditEntries } from "./schema.ts";

export type AuditEntry = typeof auditEntries.$inferSelect;

export type NewAuditEntry = {
  tenantId: string;
  /** The person's name or the API key's. */
  actor: string;
  /** noun.verb: integration.created */
  action: string;
  /** Public id of what was changed; null: it does not exist yet. */
  subjectId: string | null;
  /** A sentence: "Created the integration Boil-water notices." */
  summary: string;
  before: unknown;
  after: unknown;
};

/** Writes the entry of a change, in the transaction of that change; `subject`: what it tells of. */
export type AuditWriter<Subject> = (tx: Transaction, subject: Subject) => Promise<void>;

/** Belongs into the transaction of the change it tells of. */
export async function insertAuditEntry(db: Queryable, entry: NewAuditEntry): Promise<void> {
  await db.insert(auditEntries).values({ id: newId(), ...entry });
}

/** By id; unknown and foreign ids are left out. */
export async function findAuditEntries(tenantId: string, ids: readonly string[]): Promise<AuditEntry[]> {
  return client()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.tenantId, tenantId), inArray(auditEntries.id, [...ids])));
}

/** Newest first (index audit_entries_tenant). */
export async function listAuditEntries(tenantId: string, page: Page): Promise<Slice<AuditEntry>> {
  const { where, orderBy, limit } = keyset(auditEntries.id, page);
  const rows = await client()
    .db.select()
    .from(auditEntries)
    .where(and(eq(auditEntries.tenantId, tenantId), ...where))
    .orderBy(orderBy)
    .limit(limit);
  return cutPage(rows, page);
}
