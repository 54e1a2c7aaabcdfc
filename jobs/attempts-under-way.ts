/**
 * Which deliveries this process is attempting. Attempts that take long are noted in the database too: people see them,
 * nobody starts a second one meanwhile, and a process that dies leaves a trace of what it may have sent.
 */
import { markAttemptsUnderWay } from "#db/attempts";
import { client } from "#db/client";
import { log } from "#log";
import type { DeliverySubscription } from "./delivery-subscriptions.ts";
import { TIMEOUTS_WITH_TOKEN } from "./post-with-token.ts";

/** Most attempts end before this and cost no write. */
const NOTED_AFTER_MS = 250;
const TICK_MS = 100;

/** The worker that this process is; null: none. */
let ownPool: string | null = null;

/** Call once, when a worker begins: should it die, its attempts are known to be over at once. */
export function attemptAs(poolId: string): void {
  ownPool = poolId;
}

export function ownPoolId(): string | null {
  return ownPool;
}

/** Beyond what an attempt may take: later than this its process is dead, or has lost the database. */
const GRACE_MS = 10_000;

/** How long after its start an attempt that is noted as under way is certainly over: a token may come first. */
export function lostAfterMs({ timeoutSeconds, security }: DeliverySubscription): number {
  const requests = security.type === "oauth2" ? TIMEOUTS_WITH_TOKEN : 1;
  return timeoutSeconds * 1000 * requests + GRACE_MS;
}

/** `startedMs` as `performance.now()`: a clock that is set meanwhile changes nothing. */
type UnderWay = { startedMs: number; noting: Promise<void> | null };
const underWay = new Map<string, UnderWay>();
let timer: NodeJS.Timeout | null = null;

/** Call when a POST begins. */
export function attemptBegins(deliveryId: string): void {
  underWay.set(deliveryId, { startedMs: performance.now(), noting: null });
  timer ??= setInterval(noteSlowAttempts, TICK_MS).unref();
}

/** Call when it has ended; resolves when no note of it is being written any more, so that recording clears it for good. */
export async function attemptEnds(deliveryId: string): Promise<void> {
  const ended = underWay.get(deliveryId);
  underWay.delete(deliveryId);
  if (underWay.size === 0 && timer) {
    clearInterval(timer);
    timer = null;
  }
  if (ended?.noting) await ended.noting;
}

function noteSlowAttempts(): void {
  const nowMs = performance.now();
  const slow = [...underWay].filter(([, one]) => one.noting === null && nowMs - one.startedMs >= NOTED_AFTER_MS);
  if (slow.length === 0) return;
  const noting = markAttemptsUnderWay(
    client().sql,
    slow.map(([id, { startedMs }]) => ({ id, underWayMs: Math.round(nowMs - startedMs) })),
    ownPool,
  ).catch((error: unknown) => log().warn({ err: error }, "slow attempts could not be noted"));
  for (const [, one] of slow) one.noting = noting;
}
