/**
 * Opens and closes circuit breakers by what attempts came to, and has the administrators told where that is news. While
 * one is open the deliveries of its subscription are held (jobs/deliver), and jobs/probe-subscription finds out whether
 * the receiver is well again.
 */
import { config } from "#config";
import { openBreaker } from "#db/circuit-breakers";
import { client } from "#db/client";
import type { HealthAfter } from "#db/health-changes";
import { log } from "#log";
import { type BreakerPolicy, probePauseMs, shouldOpen } from "#webhooks/circuit-breaker";
import { findHealthNews } from "#webhooks/notices";
import { holdPostponed } from "./hold-postponed.ts";
import { addJobs, PRIORITY } from "./queue.ts";
import { resumeSubscription } from "./resume-subscription.ts";
import { tellHealth } from "./tell-health.ts";

/** Safe to call for the same state again, and in several processes at once. */
export async function switchBreakers(changed: readonly HealthAfter[]): Promise<void> {
  for (const health of changed) {
    const { isBreakerOpen, hasSucceeded } = health;
    if (isBreakerOpen && hasSucceeded) await close(health);
    else if (!isBreakerOpen && shouldOpen(streakOf(health), breakerPolicy(), new Date())) await open(health);
    else await tellIfNews(health);
  }
}

async function tellIfNews({ isBreakerOpen: isPaused, ...health }: HealthAfter): Promise<void> {
  if (findHealthNews({ ...health, isPaused }, health, new Date()) === null) return;
  await client().sql.begin((tx) => tellHealth(tx, health.tenantId, health.subscriptionId));
}

/** As the settings have it. */
export function breakerPolicy(): BreakerPolicy {
  const settings = config();
  return {
    attempts: settings.CIRCUIT_BREAKER_ATTEMPTS,
    seconds: settings.CIRCUIT_BREAKER_SECONDS,
    probeSeconds: settings.CIRCUIT_BREAKER_PROBE_SECONDS,
    probeSecondsMax: settings.CIRCUIT_BREAKER_PROBE_SECONDS_MAX,
  };
}

async function open({ tenantId, subscriptionId, consecutiveFailures }: HealthAfter): Promise<void> {
  const openedAt = new Date();
  const pauseMs = probePauseMs(0, breakerPolicy());
  const hasOpened = await client().sql.begin(async (tx) => {
    const times = { openedAt, probeAt: new Date(openedAt.getTime() + pauseMs) };
    if (!(await openBreaker(tx, tenantId, subscriptionId, times))) return false;
    await holdPostponed(tx, tenantId, subscriptionId, true);
    const payload = { tenantId, subscriptionId, openedAt: openedAt.toISOString(), plan: 0 };
    await addJobs(tx, [{ task: "probe-subscription", payload, priority: PRIORITY.emergency, delayMs: pauseMs }]);
    await tellHealth(tx, tenantId, subscriptionId);
    return true;
  });
  if (hasOpened) log().warn({ subscriptionId, consecutiveFailures }, "circuit breaker opened");
}

async function close({ tenantId, subscriptionId }: HealthAfter): Promise<void> {
  const hasClosed = await client().sql.begin(async (tx) => {
    const wasOpen = await resumeSubscription(tx, tenantId, subscriptionId);
    await tellHealth(tx, tenantId, subscriptionId);
    return wasOpen;
  });
  if (hasClosed) log().info({ subscriptionId }, "circuit breaker closed");
}

function streakOf({ consecutiveFailures, failingSince, isFailingSeveral }: HealthAfter) {
  return { attempts: consecutiveFailures, since: failingSince, isOfSeveralDeliveries: isFailingSeveral };
}
