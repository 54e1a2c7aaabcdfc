/**
 * The watch-health task: finds troubles that became news because time passed, where no attempt comes that would tell
 * (jobs/switch-breakers does so with each change of health).
 */
import { client } from "#db/client";
import { listUntoldTrouble } from "#db/told-health";
import { SUSTAINED_FAILURES, SUSTAINED_MS } from "#webhooks/notices";
import { tellHealth } from "./tell-health.ts";

const SUBSCRIPTIONS_PER_RUN = 500;

/** Idempotent. */
export async function watchHealth(now: Date): Promise<void> {
  const { sql } = client();
  const untold = await listUntoldTrouble(sql, {
    failingBefore: new Date(now.getTime() - SUSTAINED_MS),
    failuresMin: SUSTAINED_FAILURES,
    limit: SUBSCRIPTIONS_PER_RUN,
  });
  for (const { tenantId, subscriptionId } of untold) {
    await sql.begin((tx) => tellHealth(tx, tenantId, subscriptionId));
  }
}
