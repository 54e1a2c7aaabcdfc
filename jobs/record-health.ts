/** Adds up what attempts came to, per subscription, and writes it a few times a second: not in the way of recording. */
import { client } from "#db/client";
import { type HealthChange, recordHealth } from "#db/health-changes";
import { log } from "#log";
import type { AttemptOutcome } from "#webhooks/outcome";
import { switchBreakers } from "./switch-breakers.ts";

const WRITE_EVERY_MS = 250;

let changes = new Map<string, HealthChange>();
let timer: NodeJS.Timeout | null = null;
let writing: Promise<void> = Promise.resolve();

type EndedAttempt = { deliveryId: string; tenantId: string; outcome: AttemptOutcome; cause: string };

/**
 * Counts one attempt in. Lost when the process is killed within a quarter second: the next attempts tell the same story.
 */
export function countAttempt({ deliveryId, tenantId, outcome, cause }: EndedAttempt, subscriptionId: string): void {
  const endedAt = new Date();
  const change = changes.get(subscriptionId) ?? newChange(tenantId, subscriptionId);
  changes.set(subscriptionId, change);
  if (outcome === "SUCCEEDED") {
    change.failures = 0;
    change.firstFailedAt = null;
    change.failingDeliveryId = null;
    change.isFailingSeveral = false;
    change.lastSucceededAt = endedAt;
  } else {
    change.failures += 1;
    change.firstFailedAt ??= endedAt;
    change.lastFailedAt = endedAt;
    change.lastCause = cause;
    change.failingDeliveryId ??= deliveryId;
    change.isFailingSeveral ||= change.failingDeliveryId !== deliveryId;
  }
  timer ??= setTimeout(() => {
    void writeHealth();
  }, WRITE_EVERY_MS);
}

/** Writes what was counted so far; also for the end of a process. */
export function writeHealth(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const counted = [...changes.values()];
  changes = new Map();
  writing = writing
    .then(async () => {
      if (counted.length > 0) await switchBreakers(await recordHealth(client().sql, counted));
    })
    .catch((error: unknown) => log().warn({ err: error }, "subscription health could not be written"));
  return writing;
}

function newChange(tenantId: string, subscriptionId: string): HealthChange {
  return {
    tenantId,
    subscriptionId,
    failures: 0,
    lastSucceededAt: null,
    lastFailedAt: null,
    firstFailedAt: null,
    lastCause: null,
    failingDeliveryId: null,
    isFailingSeveral: false,
  };
}
