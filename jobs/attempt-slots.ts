/**
 * Bounds the attempts in flight per subscription in this process, so that a slow receiver never takes everybody's
 * places. Deliveries wait for a place in a short line; what finds the line full goes back to the queue.
 */
import { config } from "#config";

/** A line longer than this goes back to the queue; Emergency may wait in a longer one. */
const LINE_MAX = 128;
const EMERGENCY_LINE_MAX = 1_000;
/** A receiver that takes this long on average gets few places only. */
const SLOW_MS = 2_000;
const SLOW_LIMIT = 2;
/** How much the newest attempt counts in the average duration. */
const AVERAGE_WEIGHT = 0.2;
/** What goes back to the queue comes again after this long, at the least and at most. */
const RETURN_MS_MIN = 50;
const RETURN_MS_MAX = 15_000;

/** Gives the place to the next in line; `durationMs` is how long the attempt took, null: none was made. */
export type Release = (durationMs: number | null) => void;

/** In line, or at a place. */
export type Place = {
  /** Resolves when the place is there; null: left the line before. */
  granted: Promise<Release | null>;
  /** Leaves the line; does nothing for who has the place already. */
  leave: () => void;
};

type Waiting = (release: Release) => void;

class SubscriptionSlots {
  inFlight = 0;
  averageMs = 25;
  /** When somebody last got a place or gave one back, as `performance.now()`. */
  lastMovedMs = 0;
  /** Until when deliveries that were sent back are laid out, as `performance.now()`. */
  laidOutUntilMs = 0;
  readonly emergencyLine: Waiting[] = [];
  readonly line: Waiting[] = [];

  get isUnused(): boolean {
    return this.inFlight === 0 && this.line.length === 0 && this.emergencyLine.length === 0;
  }
}

export type AttemptSlots = {
  /** A place, now or when the line has moved on; null: the line is full. */
  acquire: (subscriptionId: string, isEmergency: boolean) => Place | null;
  /**
   * The same for who cannot wait longer than `patienceMs`; null also when the line has not moved for that long, will
   * take longer by what is known, or when others were sent back and come first (not before an Emergency).
   */
  acquireSoon: (subscriptionId: string, isEmergency: boolean, patienceMs: number) => Place | null;
  /** When `count` deliveries that found the line full should come again: after what is ahead of them, in ms. */
  returnDelayMs: (subscriptionId: string, count: number) => number;
};

let ofThisProcess: AttemptSlots | undefined;

/** The slots of this process: every attempt of a delivery, first or later, takes its place here. */
export function attemptSlots(): AttemptSlots {
  ofThisProcess ??= createAttemptSlots(config().SUBSCRIPTION_CONCURRENCY);
  return ofThisProcess;
}

/** `limit` attempts at once for each subscription. */
export function createAttemptSlots(limit: number): AttemptSlots {
  const bySubscription = new Map<string, SubscriptionSlots>();

  function slotsOf(subscriptionId: string): SubscriptionSlots {
    let slots = bySubscription.get(subscriptionId);
    if (!slots) {
      slots = new SubscriptionSlots();
      bySubscription.set(subscriptionId, slots);
    }
    return slots;
  }

  const limitOf = (slots: SubscriptionSlots) => (slots.averageMs > SLOW_MS ? Math.min(SLOW_LIMIT, limit) : limit);

  function releaseOf(slots: SubscriptionSlots): Release {
    return (durationMs) => {
      if (durationMs !== null) slots.averageMs += (durationMs - slots.averageMs) * AVERAGE_WEIGHT;
      slots.inFlight -= 1;
      slots.lastMovedMs = performance.now();
      startNext(slots);
      if (bySubscription.size > 10_000) forgetUnused();
    };
  }

  function startNext(slots: SubscriptionSlots): void {
    while (slots.inFlight < limitOf(slots)) {
      const next = slots.emergencyLine.shift() ?? slots.line.shift();
      if (!next) return;
      slots.inFlight += 1;
      slots.lastMovedMs = performance.now();
      next(releaseOf(slots));
    }
  }

  function forgetUnused(): void {
    for (const [id, slots] of bySubscription) if (slots.isUnused) bySubscription.delete(id);
  }

  function joinLine(slots: SubscriptionSlots, isEmergency: boolean): Place | null {
    const line = isEmergency ? slots.emergencyLine : slots.line;
    if (line.length >= (isEmergency ? EMERGENCY_LINE_MAX : LINE_MAX)) return null;
    let leave = () => {};
    const granted = new Promise<Release | null>((resolve) => {
      line.push(resolve);
      leave = () => {
        const position = line.indexOf(resolve);
        if (position < 0) return;
        line.splice(position, 1);
        resolve(null);
      };
      startNext(slots);
    });
    return { granted, leave };
  }

  const isFull = (slots: SubscriptionSlots) => slots.inFlight >= limitOf(slots);

  /** How long the line will take by what is known. */
  function waitMs(slots: SubscriptionSlots): number {
    if (!isFull(slots)) return 0;
    return ((slots.line.length + slots.emergencyLine.length + 1) * slots.averageMs) / limitOf(slots);
  }

  return {
    acquire: (subscriptionId, isEmergency) => joinLine(slotsOf(subscriptionId), isEmergency),
    acquireSoon: (subscriptionId, isEmergency, patienceMs) => {
      const slots = slotsOf(subscriptionId);
      const nowMs = performance.now();
      const isStuck = isFull(slots) && nowMs - slots.lastMovedMs > patienceMs;
      if (isStuck || waitMs(slots) > patienceMs) return null;
      return slots.laidOutUntilMs > nowMs && !isEmergency ? null : joinLine(slots, isEmergency);
    },
    returnDelayMs: (subscriptionId, count) => {
      const slots = slotsOf(subscriptionId);
      const nowMs = performance.now();
      const perDeliveryMs = slots.averageMs / limitOf(slots);
      const startMs = Math.max(slots.laidOutUntilMs, nowMs + waitMs(slots), nowMs + RETURN_MS_MIN);
      slots.laidOutUntilMs = Math.min(startMs + count * perDeliveryMs, nowMs + RETURN_MS_MAX);
      return Math.min(startMs - nowMs, RETURN_MS_MAX);
    },
  };
}
