/**
 * Tells every process which deliveries changed, through PostgreSQL's NOTIFY: ids only, since who is told reads the rows
 * anyway. Not durable: who was not listening asks for the list.
 */
import { openClient, type Runner } from "./client.ts";
import { newId } from "./new-id.ts";

const CHANNEL = "signalpost_delivery_changes";
/** A notification's payload is limited to 8,000 bytes; an id takes 37. */
const IDS_PER_NOTICE = 200;
/** Whoever listens notifies itself so often, and has to hear it before the next time. */
const CHECK_EVERY_MS = 5_000;
const CHECK = "check";

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

export type ChangeListener = {
  onChange: (tenantId: string, deliveryIds: string[]) => void;
  /** Nothing of what was notified lately may have come; `isOver`: and nothing will, so somebody has to listen anew. */
  onMissed: (isOver: boolean) => void;
};

/**
 * Calls back for each notice until `stop`, on connections of its own: the process's pool may be busy for long, which says
 * nothing about notices. The driver connects anew by itself, gives up without a word when it cannot, and cannot know of a
 * connection that fell silent: what is notified comes back here as well, or listening is over.
 */
export async function listenForDeliveryChanges(
  databaseUrl: string,
  { onChange, onMissed }: ChangeListener,
): Promise<{ stop: () => Promise<void> }> {
  const { sql, close } = openClient(databaseUrl, { max: 1 });
  const own = `${CHECK} ${newId()}`;
  let isListening = false;
  let isOver = false;
  let hasHeard = true;
  function hear(notice: string): void {
    if (isOver) return;
    const [tenantId = "", ids = ""] = notice.split(" ");
    if (notice === own) hasHeard = true;
    else if (tenantId !== CHECK) onChange(tenantId, ids.split(","));
  }
  async function stop(): Promise<void> {
    if (isOver) return;
    isOver = true;
    clearInterval(timer);
    await close();
  }
  function end(): void {
    if (isOver) return;
    void stop().catch(() => undefined);
    onMissed(true);
  }
  const timer = setInterval(() => {
    if (!hasHeard) return end();
    hasHeard = false;
    sql`select pg_notify(${CHANNEL}, ${own})`.catch(end);
  }, CHECK_EVERY_MS);
  timer.unref();
  try {
    await sql.listen(CHANNEL, hear, () => {
      if (isListening && !isOver) onMissed(false);
      isListening = true;
    });
    return { stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
