/**
 * Bounds the attempts in flight per subscription in this process, so that a slow receiver never takes everybody's
 * places. Deliveries wait for a place in a short line; what finds the line full goes back to the queue.
 */

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

type Waiting = (release: Release) => void;
/** Gives the place to the next in line; `durationMs` is how long the attempt took, null: none was made. */
export type Release = (durationMs: number | null) => void;

class SubscriptionSlots {
  inFlight = 0;
  averageMs = 100;
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
  acquire: (subscriptionId: string, isEmergency: boolean) => Promise<Release> | null;
  /** When `count` deliveries that found the line full should come again: after what is ahead of them, in ms. */
  returnDelayMs: (subscriptionId: string, count: number) => number;
};

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
      startNext(slots);
      if (bySubscription.size > 10_000) forgetUnused();
    };
  }

  function startNext(slots: SubscriptionSlots): void {
    while (slots.inFlight < limitOf(slots)) {
      const next = slots.emergencyLine.shift() ?? slots.line.shift();
      if (!next) return;
      slots.inFlight += 1;
      next(releaseOf(slots));
    }
  }

  function forgetUnused(): void {
    for (const [id, slots] of bySubscription) if (slots.isUnused) bySubscription.delete(id);
  }

  return {
    acquire: (subscriptionId, isEmergency) => {
      const slots = slotsOf(subscriptionId);
      const line = isEmergency ? slots.emergencyLine : slots.line;
      if (line.length >= (isEmergency ? EMERGENCY_LINE_MAX : LINE_MAX)) return null;
      return new Promise((resolve) => {
        line.push(resolve);
        startNext(slots);
      });
    },
    returnDelayMs: (subscriptionId, count) => {
      const slots = slotsOf(subscriptionId);
      const nowMs = performance.now();
      const perDeliveryMs = slots.averageMs / limitOf(slots);
      const lineEndsMs = nowMs + (slots.line.length + slots.emergencyLine.length) * perDeliveryMs;
      const startMs = Math.max(slots.laidOutUntilMs, lineEndsMs, nowMs + RETURN_MS_MIN);
      slots.laidOutUntilMs = Math.min(startMs + count * perDeliveryMs, nowMs + RETURN_MS_MAX);
      return Math.min(startMs - nowMs, RETURN_MS_MAX);
    },
  };
}
