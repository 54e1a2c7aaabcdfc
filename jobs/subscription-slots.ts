/** What one subscription has of this process: its places that are taken, its lines, and what is known of its pace. */
import type { RateLimit } from "./rate-limit.ts";

/** Gives the place to the next in line; `durationMs` is how long the attempt took, null: none was made. */
export type Release = (durationMs: number | null, hasFailed?: boolean) => void;

export type Waiting = (release: Release | null) => void;

/** What a receiver is taken to need before it is known. */
const UNKNOWN_MS = 25;
/** A receiver that answers within this, on average, is fast. */
const FAST_MS = 250;
/** A receiver that takes this long on average gets few places only. */
const VERY_SLOW_MS = 2_000;
const VERY_SLOW_LIMIT = 2;
/** A receiver that fails gets one attempt after the other, so far apart, until it takes one. */
export const FAILING_PACE_MS = 200;
/** What goes back to the queue comes again after this long, at the least and at most. */
export const RETURN_MS_MIN = 50;
export const RETURN_MS_MAX = 15_000;
/** From a receiver that fails: all are held by the time that it is probed, and go out in order when it is well again. */
const FAILING_RETURN_MS_MAX = 5_000;
/** How much the newest attempt counts in the average duration, and in that of many attempts. */
const AVERAGE_WEIGHT = 0.2;
const STEADY_WEIGHT = 0.02;
/**
 * To a receiver that is fast they come sooner than it takes them, so that its line never runs dry: what is too much for
 * the line is sent back once more, many in one job, which costs less than places that stand empty.
 */
const FAST_RETURN_SHARE = 0.35;

/** Attempts at once for one subscription, and how many failures in a row make its receiver one that fails. */
export type SubscriptionLimits = { subscription: number; failingAfter: number };

export class SubscriptionSlots {
  readonly tenantId: string;
  readonly #limits: SubscriptionLimits;
  readonly rateLimit: RateLimit;
  inFlight = 0;
  averageMs = UNKNOWN_MS;
  #steadyMs = UNKNOWN_MS;
  #failuresInRow = 0;
  /** Between two attempts by the subscription's own rate limit; 0: it has none. */
  paceMs = 0;
  /** When somebody last got a place or gave one back, as `performance.now()`. */
  lastMovedMs = 0;
  /** Until when deliveries that were sent back are laid out, as `performance.now()`; Emergency comes before others. */
  readonly #laidOutUntilMs = { emergency: 0, others: 0 };
  /** The last moment before which nothing is known of the receiver, in ms since 1970. */
  #resumedAtMs = 0;
  readonly emergencyLine: Waiting[] = [];
  readonly line: Waiting[] = [];

  constructor(tenantId: string, limits: SubscriptionLimits, rateLimit: RateLimit) {
    this.tenantId = tenantId;
    this.#limits = limits;
    this.rateLimit = rateLimit;
  }

  get isSlow(): boolean {
    return this.averageMs > FAST_MS;
  }

  get isFailing(): boolean {
    return this.#failuresInRow >= this.#limits.failingAfter;
  }

  /** How many attempts may be in flight at once. */
  get limit(): number {
    if (this.isFailing) return 1;
    const { subscription } = this.#limits;
    return this.averageMs > VERY_SLOW_MS ? Math.min(VERY_SLOW_LIMIT, subscription) : subscription;
  }

  /** How far apart places come free. */
  get perDeliveryMs(): number {
    return Math.max(this.averageMs / this.limit, this.paceMs, this.isFailing ? FAILING_PACE_MS : 0);
  }

  /** How far apart those come again that were sent back; no busy moment of this process decides on a long line. */
  get #perReturnMs(): number {
    if (this.isSlow || this.isFailing) return this.perDeliveryMs;
    return (Math.min(this.averageMs, this.#steadyMs) / this.limit) * FAST_RETURN_SHARE;
  }

  get isUnused(): boolean {
    return this.inFlight === 0 && this.waiting === 0;
  }

  get waiting(): number {
    return this.line.length + this.emergencyLine.length;
  }

  /** How many of the places are spoken for: with a rate limit those too that only wait for their moment. */
  get taken(): number {
    return this.inFlight + (this.paceMs > 0 ? this.waiting : 0);
  }

  /** Learns from an attempt that is over. */
  note(durationMs: number, hasFailed: boolean): void {
    this.averageMs += (durationMs - this.averageMs) * AVERAGE_WEIGHT;
    this.#steadyMs += (durationMs - this.#steadyMs) * STEADY_WEIGHT;
    this.#failuresInRow = hasFailed ? this.#failuresInRow + 1 : 0;
  }

  /** Forgets how the receiver was before that moment (ms since 1970). False: it did so already. */
  startAnew(resumedAtMs: number): boolean {
    if (resumedAtMs <= this.#resumedAtMs) return false;
    this.#resumedAtMs = resumedAtMs;
    this.averageMs = UNKNOWN_MS;
    this.#steadyMs = UNKNOWN_MS;
    this.#failuresInRow = 0;
    this.#laidOutUntilMs.emergency = 0;
    this.#laidOutUntilMs.others = 0;
    return true;
  }

  /** In how many ms `count` more come again, not before `afterMs`: behind what this process sent back before. */
  layOut(isEmergency: boolean, count: number, afterMs: number): number {
    const kind = isEmergency ? "emergency" : "others";
    const nowMs = performance.now();
    const startMs = Math.max(this.#laidOutUntilMs[kind], nowMs + Math.max(afterMs, RETURN_MS_MIN));
    const maxMs = this.isFailing ? FAILING_RETURN_MS_MAX : RETURN_MS_MAX;
    this.#laidOutUntilMs[kind] = Math.min(startMs + count * this.#perReturnMs, nowMs + maxMs);
    return Math.min(startMs - nowMs, maxMs);
  }

  /** Whether others were sent back, and come before who is new. */
  get hasLaidOut(): boolean {
    return this.#laidOutUntilMs.others > performance.now();
  }

  /** For whoever is first in line. */
  takeMoment(): boolean {
    return this.paceMs === 0 || this.rateLimit.take(this.paceMs, this.waiting);
  }

  async untilMoment(isEmergency: boolean): Promise<void> {
    if (this.paceMs > 0) await this.rateLimit.untilMoment(isEmergency);
  }

  /** By whoever has a place and makes no attempt after all. */
  giveMomentBack(): void {
    if (this.paceMs > 0) this.rateLimit.giveBack();
  }
}
