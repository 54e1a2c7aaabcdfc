/** Tells the administrators how a subscription stands, where that is news (webhooks/notices). */
import type { Runner } from "#db/client";
import { countTrouble, lockTellableHealth, noteTold, type TellableHealth } from "#db/told-health";
import { describeHealthNotice } from "#webhooks/notice-sentence";
import { findHealthNews, type HealthNews } from "#webhooks/notices";
import { tellNotice } from "./tell-notice.ts";

/** In the caller's transaction, after what it changes; nothing happens if there is no news (any more). */
export async function tellHealth(tx: Runner, tenantId: string, subscriptionId: string): Promise<void> {
  const health = await lockTellableHealth(tx, tenantId, subscriptionId);
  const now = new Date();
  const kind = health && findHealthNews(health, health, now);
  if (!health || !kind) return;
  await tell(tx, { tenantId, subscriptionId, kind, health, now });
}

type News = { tenantId: string; subscriptionId: string; kind: HealthNews; health: TellableHealth; now: Date };

async function tell(tx: Runner, { tenantId, subscriptionId, kind, health, now }: News): Promise<void> {
  const { troubleSince, troubleFrom, name, consecutiveFailures: attempts, lastCause: cause } = health;
  if (troubleSince === null || troubleFrom === null)
    throw new Error("There is news of a trouble that has no beginning.");
  await noteTold(tx, subscriptionId, { told: kind, toldAt: now, troubleSince, troubleFrom });
  const counts = await countTrouble(tx, tenantId, subscriptionId, troubleFrom);
  const notice = { kind, subscription: name, since: troubleSince, attempts, cause, counts };
  await tellNotice(tx, {
    tenantId,
    kind,
    subscriptionId,
    integrationId: null,
    subjectName: name,
    sentence: describeHealthNotice(notice, now),
    occasion: `${kind} ${subscriptionId} ${troubleSince.toISOString()}`,
  });
}
