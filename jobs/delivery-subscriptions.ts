/**
 * Subscriptions with their secrets opened, in memory, kept by version: the version is read with every delivery, so a
 * change in any process holds from the next attempt on. Also for deliveries that have been waiting.
 */
import { LRUCache } from "lru-cache";
import { client } from "#db/client";
import { type DeliverySubscription, loadDeliverySubscription } from "#db/definitions";

export type { DeliverySubscription };

const SUBSCRIPTIONS_MAX = 10_000;
const subscriptions = new LRUCache<string, DeliverySubscription>({ max: SUBSCRIPTIONS_MAX });
const loading = new Map<string, Promise<DeliverySubscription | null>>();

/** The subscription at `version` or later; null when there is none of that id in the tenant. */
export async function findDeliverySubscription(
  tenantId: string,
  id: string,
  version: number,
): Promise<DeliverySubscription | null> {
  const known = subscriptions.get(id);
  if (known && known.version >= version && known.tenantId === tenantId) return known;
  const key = `${tenantId} ${id} ${version}`;
  let load = loading.get(key);
  if (!load) {
    load = loadDeliverySubscription(client(), tenantId, id).finally(() => loading.delete(key));
    loading.set(key, load);
  }
  const subscription = await load;
  if (subscription) subscriptions.set(id, subscription);
  return subscription;
}
