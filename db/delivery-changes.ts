/**
 * Tells every process which deliveries changed, through PostgreSQL's NOTIFY: ids only, since who is told reads the rows
 * anyway. Not durable: who was not listening asks for the list.
 */
import type { Client, Runner } from "./client.ts";

const CHANNEL = "signalpost_delivery_changes";
/** A notification's payload is limited to 8,000 bytes; an id takes 37. */
const IDS_PER_NOTICE = 200;

export type DeliveryChange = { tenantId: string; deliveryId: string };

/**
 * Notifies; in a transaction, when it commits. Committing transactions that notify take turns in the whole cluster, so
 * busy callers collect changes first (jobs/announce-changes).
 */
export async function notifyDeliveryChanges(run: Runner, changes: readonly DeliveryChange[]): Promise<void> {
  const byTenant = new Map<string, string[]>();
  for (const { tenantId, deliveryId } of changes) {
    byTenant.set(tenantId, [...(byTenant.get(tenantId) ?? []), deliveryId]);
  }
  const notices: string[] = [];
  for (const [tenantId, ids] of byTenant) {
    for (let start = 0; start < ids.length; start += IDS_PER_NOTICE) {
      notices.push(`${tenantId} ${ids.slice(start, start + IDS_PER_NOTICE).join(",")}`);
    }
  }
  if (notices.length === 0) return;
  await run.unsafe("select pg_notify($1, notice) from unnest($2::text[]) notice", [CHANNEL, notices]);
}

/** Calls back for each notice until `stop`. Reconnects by itself; what was notified meanwhile is lost. */
export async function listenForDeliveryChanges(
  { sql }: Client,
  onChange: (tenantId: string, deliveryIds: string[]) => void,
): Promise<{ stop: () => Promise<void> }> {
  const { unlisten } = await sql.listen(CHANNEL, (notice) => {
    const [tenantId = "", ids = ""] = notice.split(" ");
    onChange(tenantId, ids.split(","));
  });
  return { stop: unlisten };
}
