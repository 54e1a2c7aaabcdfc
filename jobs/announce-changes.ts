/** Collects what changed and announces it a few times a second: live views are at most that late, and cost little. */
import { client } from "#db/client";
import { type DeliveryChange, notifyDeliveryChanges } from "#db/delivery-changes";
import { log } from "#log";

const ANNOUNCE_EVERY_MS = 200;

let changes = new Map<string, DeliveryChange>();
let timer: NodeJS.Timeout | null = null;
let announcing: Promise<void> = Promise.resolve();

/** Call when the change is durable. */
export function announceChanges(changed: readonly DeliveryChange[]): void {
  for (const change of changed) changes.set(change.deliveryId, change);
  timer ??= setTimeout(() => {
    void flushAnnouncements();
  }, ANNOUNCE_EVERY_MS);
}

/** Announces what was collected; also for the end of a process. Never rejects. */
export function flushAnnouncements(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const collected = [...changes.values()];
  changes = new Map();
  announcing = announcing
    .then(() => notifyDeliveryChanges(client().sql, collected))
    .catch((error: unknown) => log().warn({ err: error }, "changes could not be announced"));
  return announcing;
}
