/**
 * What was told of the health of subscriptions, and the facts that a notice of it is made of. Whether there is anything
 * to tell is webhooks/notices' to say.
 */
import { firstUuidAt } from "#webhooks/id";
import { DELIVERIES_COUNTED_MAX, type TroubleCounts } from "#webhooks/notice-sentence";
import type { HealthNews } from "#webhooks/notices";
import type { Runner } from "./client.ts";

/** How a subscription stands, and what was told of it last. `trouble…`: of what was told, or of what is there now. */
export type TellableHealth = {
  name: string;
  consecutiveFailures: number;
  failingSince: Date | null;
  lastCause: string | null;
  isPaused: boolean;
  told: HealthNews | null;
  toldAt: Date | null;
  troubleSince: Date | null;
  /** The smallest id of a delivery that the trouble may have met. */
  troubleFrom: string | null;
};

type RawHealth = Omit<TellableHealth, "failingSince" | "toldAt" | "troubleSince"> & {
  failingSince: string | Date | null;
  toldAt: string | Date | null;
  troubleSince: string | Date | null;
  failingDeliveryId: string | null;
};

/** Locked until the transaction ends; null when it is gone or switched off, and thus nothing to tell of. */
export async function lockTellableHealth(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
): Promise<TellableHealth | null> {
  const [row] = await run.unsafe<RawHealth[]>(
    `select s.name, h.consecutive_failures as "consecutiveFailures", h.failing_since as "failingSince",
            h.last_cause as "lastCause", h.failing_delivery_id as "failingDeliveryId", h.told, h.told_at as "toldAt",
            h.trouble_since as "troubleSince", h.trouble_from as "troubleFrom",
            exists (select from circuit_breakers b where b.subscription_id = h.subscription_id) as "isPaused"
       from subscription_health h join subscriptions s on s.id = h.subscription_id
      where h.tenant_id = $1 and h.subscription_id = $2 and s.is_active and s.deleted_at is null
        for update of h`,
    [tenantId, subscriptionId],
  );
  if (!row) return null;
  const { failingDeliveryId, ...health } = row;
  const failingSince = instantOf(row.failingSince);
  const isTroubleTold = row.told === "FAILING" || row.told === "PAUSED";
  return {
    ...health,
    failingSince,
    toldAt: instantOf(row.toldAt),
    troubleSince: isTroubleTold ? instantOf(row.troubleSince) : failingSince,
    troubleFrom: isTroubleTold ? row.troubleFrom : firstIdOf(failingSince, failingDeliveryId),
  };
}

/** A delivery that failed may be older than the trouble. */
function firstIdOf(since: Date | null, deliveryId: string | null): string | null {
  if (since === null) return deliveryId;
  const first = firstUuidAt(since.getTime());
  return deliveryId !== null && deliveryId < first ? deliveryId : first;
}

export async function noteTold(
  run: Runner,
  subscriptionId: string,
  note: { told: HealthNews; toldAt: Date; troubleSince: Date; troubleFrom: string },
): Promise<void> {
  await run.unsafe(
    `update subscription_health set told = $2, told_at = $3, trouble_since = $4, trouble_from = $5
      where subscription_id = $1`,
    [subscriptionId, note.told, note.toldAt.toISOString(), note.troubleSince.toISOString(), note.troubleFrom],
  );
}

/** What waits for a subscription, and what failed for good from a delivery on and can be recovered (index deliveries_unsettled). */
export async function countTrouble(
  run: Runner,
  tenantId: string,
  subscriptionId: string,
  from: string,
): Promise<TroubleCounts> {
  const counted = (status: string, and = "") =>
    `(select count(*)::int from (select from deliveries where tenant_id = $1 and subscription_id = $2
       and unsettled = '${status}' ${and} limit ${DELIVERIES_COUNTED_MAX + 1}) d)`;
  const [row] = await run.unsafe<TroubleCounts[]>(
    `select ${counted("RETRYING")} as retrying, ${counted("HELD")} as held, ${counted("FAILED", "and id >= $3 and origin <> 'TEST'")} as failed`,
    [tenantId, subscriptionId, from],
  );
  return row ?? { retrying: 0, held: 0, failed: 0 };
}

/** Subscriptions in a trouble that may have become news by the time that passed (index subscription_health_failing). */
export async function listUntoldTrouble(
  run: Runner,
  { failingBefore, failuresMin, limit }: { failingBefore: Date; failuresMin: number; limit: number },
): Promise<{ tenantId: string; subscriptionId: string }[]> {
  return run.unsafe<{ tenantId: string; subscriptionId: string }[]>(
    `select h.tenant_id as "tenantId", h.subscription_id as "subscriptionId"
       from subscription_health h join subscriptions s on s.id = h.subscription_id
       left join circuit_breakers b on b.subscription_id = h.subscription_id
      where h.failing_since <= $1 and h.consecutive_failures >= $2 and s.is_active and s.deleted_at is null
        and (h.told is null or h.told = 'RECOVERED' or (h.told = 'FAILING' and b.subscription_id is not null))
      order by h.failing_since limit $3`,
    [failingBefore.toISOString(), failuresMin, limit],
  );
}

function instantOf(raw: string | Date | null): Date | null {
  return raw === null ? null : new Date(raw);
}
