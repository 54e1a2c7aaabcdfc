/**
 * The rate limit of a subscription in this process: its next moments, reserved together with all other workers shortly
 * before they come, so that whoever is first in line then takes them. Leaves the lines to attempt-slots.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { log } from "#log";
import { type ReserveMoments, reserveMoments } from "./reserve-moments.ts";

/** So far ahead of now moments are reserved, at least one, again when half of them are over: an Emergency waits no longer for those that other workers have. */
const AHEAD_MS = 300;
/** A moment is given to an attempt a little before it comes, which leaves time to make it ready, but to few of them. */
const LEAD_MS_MAX = 50;
const TAKEN_MIN = 6;
/** A process that is late makes up for it, by so much less between two starts: within a second 3 % more than the limit. */
const CATCH_UP_PACE = 0.97;
/** A timer that rings late by no more than this puts off one start and not those after it. */
const JITTER_MS_MAX = 20;
/** What it is later than this with is not made up for. */
const LATE_MS_MAX = 1_000;
const AGAIN_AFTER_FAULT_MS = 1_000;

export type RateLimit = {
  /**
   * Whether the next moment is there, for one attempt; if not, `onMoment` is called when it may be. `waiting`: how many
   * are in line.
   */
  take: (paceMs: number, waiting: number) => boolean;
  /** Resolves when an attempt may start; call it once for each that was taken, when it is ready to. */
  untilMoment: (isEmergency: boolean) => Promise<void>;
  /** For one that was taken by an attempt which is not made after all. */
  giveBack: () => void;
};

/** Moments are instants as `performance.now()`. */
export function createRateLimit(
  subscriptionId: string,
  onMoment: () => void,
  reserve: ReserveMoments = reserveMoments,
): RateLimit {
  let reserved: number[] = [];
  /** Taken by attempts that have not started, whichever is ready first. */
  const taken: number[] = [];
  let isReserving = false;
  let timer: NodeJS.Timeout | undefined;
  const ready: { isEmergency: boolean; start: () => void }[] = [];
  let isStarting = false;
  let last: { moment: number; startMs: number } | null = null;

  function take(paceMs: number, waiting: number): boolean {
    reserved = inTime(reserved);
    refill(paceMs, waiting);
    const [next] = reserved;
    if (next === undefined || taken.length >= Math.max(TAKEN_MIN, LEAD_MS_MAX / paceMs)) return false;
    const earlyMs = next - Math.min(LEAD_MS_MAX, paceMs) - performance.now();
    if (earlyMs > 0) callIn(earlyMs);
    else taken.push(...reserved.splice(0, 1));
    return earlyMs <= 0;
  }

  function inTime(moments: readonly number[]): number[] {
    return moments.filter((moment) => performance.now() - moment <= LATE_MS_MAX);
  }

  function refill(paceMs: number, waiting: number): void {
    const aheadMs = Math.max(...reserved.slice(-1), performance.now()) - performance.now();
    if (isReserving || reserved.length >= waiting || (reserved.length > 0 && aheadMs >= AHEAD_MS / 2)) return;
    isReserving = true;
    const count = Math.min(waiting - reserved.length, Math.max(1, Math.ceil((AHEAD_MS - aheadMs) / paceMs)));
    reserve({ subscriptionId, paceMs, count }).then(
      (moments) => {
        isReserving = false;
        reserved.push(...moments);
        onMoment();
      },
      (error: unknown) => {
        isReserving = false;
        log().warn({ err: error, subscriptionId }, "moments of a rate limit could not be reserved");
        callIn(AGAIN_AFTER_FAULT_MS);
      },
    );
  }

  function callIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(onMoment, ms);
    timer.unref();
  }

  function untilMoment(isEmergency: boolean): Promise<void> {
    return new Promise((start) => {
      ready.push({ isEmergency, start });
      void startReady();
    });
  }

  async function startReady(): Promise<void> {
    if (isStarting) return;
    isStarting = true;
    while (ready.length > 0) {
      await untilNext();
      const emergency = ready.findIndex(({ isEmergency }) => isEmergency);
      ready.splice(Math.max(0, emergency), 1)[0]?.start();
      taken.shift();
      onMoment();
    }
    isStarting = false;
  }

  async function untilNext(): Promise<void> {
    const moment = taken[0] ?? performance.now();
    const startMs = last ? Math.max(moment, last.startMs + (moment - last.moment) * CATCH_UP_PACE) : moment;
    const waitMs = startMs - performance.now();
    if (waitMs >= 1) await sleep(waitMs);
    last = { moment, startMs: Math.max(startMs, performance.now() - JITTER_MS_MAX) };
  }

  function giveBack(): void {
    reserved.unshift(...taken.splice(-1));
    onMoment();
  }

  return { take, untilMoment, giveBack };
}
