/** The subscriptions of deliveries that were answered 410 Gone. */
import type { Runner } from "./client.ts";
import { boundsOf } from "./events.ts";

type Destination = { tenantId: string; subscriptionId: string; name: string; version: number };

/** Each once, in the order of their ids; none of tests, none that is switched off or deleted. */
export function listDestinations(run: Runner, deliveryIds: readonly string[]): Promise<Destination[]> {
  return run.unsafe<Destination[]>(
    `select s.tenant_id as "tenantId", s.id as "subscriptionId", s.name, s.version
       from subscriptions s
      where s.is_active and s.deleted_at is null
        and s.id in (select subscription_id from deliveries
                      where id = any($1::uuid[]) and id between $2 and $3 and origin <> 'TEST')
      order by s.id`,
    [deliveryIds as string[], ...boundsOf(deliveryIds)],
    { prepare: true },
  );
}
