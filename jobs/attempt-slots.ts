/**
 * Bounds the attempts in flight per subscription and per tenant in this process, and how many of its jobs wait or are with
 * slow receivers, so that neither one nor many of those take the places of everybody else. Deliveries wait for a place,
 * and for the moment of a rate limit, in a short line; what finds no room there goes back to the queue.
 */
import { setDeadline } from "./deadlines.ts";
import { type LayOutReturns, layOutReturns } from "./lay-out-returns.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { ReserveMoments } from "./reserve-moments.ts";
import { createSlowReceiverRoom } from "./slow-receiver-room.ts";
import {
  FAILING_PACE_MS,
  RETURN_MS_MAX,
  RETURN_MS_MIN,
  type Release,
  type SubscriptionLimits,
  SubscriptionSlots,
  type Waiting,
} from "./subscription-slots.ts";
import { createTenantPlaces } from "./tenant-places.ts";

/** Who finds a longer line goes back to the queue; Emergency has a line of its own. */
const LINE_MAX = 128;
/** Of all jobs at once, so many may stand in lines, and in lines of Emergency. */
const WAITING_SHARE = 0.2;
const EMERGENCY_WAITING_SHARE = 0.2;
/** A line that has not moved for this long, or would take longer than that, is not worth a job that waits in it. */
const STUCK_AFTER_MS = 1_000;
const WAIT_MS_MAX = 5_000;
/** Whose attempt it is. */
export type SlotOwner = { id: string; tenantId: string; rateLimitPerSecond: number | null };

/** In line, or at a place. */
export type Place = {
  /** Resolves when the place is there; null: left the line, was sent back, or there are no places any more. */
  granted: Promise<Release | null>;
  /** Leaves the line; does nothing for who has the place already. */
  leave: () => void;
  /** Once granted: resolves at the moment at which the attempt may start. */
  untilMoment: () => Promise<void>;
};

export type AttemptSlots = {
  /** A place, now or when the line has moved on; null: the line is full. */
  acquire: (subscription: SlotOwner, isEmergency: boolean) => Place | null;
  /**
   * The same for who cannot wait longer than `patienceMs`; null also when the line has not moved for that long, will
   * take longer by what is known, when the tenant has no place, or when others were sent back and come first (not before
   * an Emergency). Holds no job of the queue while it waits.
   */
  acquireSoon: (subscription: SlotOwner, isEmergency: boolean, patienceMs: number) => Place | null;
  /**
   * What is known of the receiver's failures and pace counts no more: it is tried again since then, or takes deliveries
   * again, as another worker may have found out. Once for each such moment.
   */
  startAnew: (subscription: SlotOwner, resumedAt: Date) => void;
  /** From now on nobody gets a place: those in line are told at once. For the end of a process. */
  close: () => void;
  /**
   * When `count` deliveries that found the line full should come again: after what is ahead of them, in ms. Ahead of an
   * Emergency are others of its kind only. With a rate limit what other workers sent back is ahead of them, too.
   */
  returnDelayMs: (subscription: SlotOwner, isEmergency: boolean, count: number) => Promise<number>;
};

/** So many attempts at once for each subscription and for each tenant, in a process that does `jobs` at once. */
export function createAttemptSlots(
  limits: SubscriptionLimits & { tenant: number },
  jobs: number,
  reserve?: ReserveMoments,
  layOut: LayOutReturns = layOutReturns,
): AttemptSlots {
  const bySubscription = new Map<string, SubscriptionSlots>();
  const waiting = { emergency: 0, others: 0 };
  /** For attempts to receivers that were not fast when they began. */
  const slowRoom = createSlowReceiverRoom(jobs);
  const tenants = createTenantPlaces(limits.tenant, startNext);
  let isClosed = false;

  function slotsOf({ id, tenantId, rateLimitPerSecond }: SlotOwner): SubscriptionSlots {
    let slots = bySubscription.get(id);
    if (!slots) {
      const made: SubscriptionSlots = new SubscriptionSlots(
        tenantId,
        limits,
        createRateLimit(id, () => startNext(made), reserve),
      );
      bySubscription.set(id, made);
      slots = made;
    }
    slots.paceMs = rateLimitPerSecond === null ? 0 : 1_000 / rateLimitPerSecond;
    return slots;
  }

  function releaseOf(slots: SubscriptionSlots): Release {
    const leaveRoom = slots.isSlow ? slowRoom.enter(slots.tenantId) : null;
    return (durationMs, hasFailed = false) => {
      leaveRoom?.();
      if (durationMs === null) {
        slots.giveMomentBack();
      } else {
        slots.note(durationMs, hasFailed);
      }
      tenants.leave(slots);
      if (hasFailed && slots.isFailing) setDeadline(FAILING_PACE_MS, () => givePlaceBack(slots));
      else givePlaceBack(slots);
    };
  }

  function givePlaceBack(slots: SubscriptionSlots): void {
    slots.inFlight -= 1;
    slots.lastMovedMs = performance.now();
    startNext(slots);
    if (bySubscription.size > 10_000) forgetUnused();
  }

  function startNext(slots: SubscriptionSlots): void {
    while (slots.inFlight < slots.limit && slots.waiting > 0) {
      const isEmergency = slots.emergencyLine.length > 0;
      if (!tenants.hasPlace(slots, isEmergency)) {
        tenants.block(slots, isEmergency);
        return;
      }
      if (!slots.takeMoment()) return;
      tenants.enter(slots);
      const next = slots.emergencyLine.shift() ?? slots.line.shift();
      slots.inFlight += 1;
      slots.lastMovedMs = performance.now();
      next?.(releaseOf(slots));
    }
  }

  function forgetUnused(): void {
    for (const [id, slots] of bySubscription) if (slots.isUnused) bySubscription.delete(id);
  }

  /** Whether one more may hold a job while it waits, or while a receiver takes its time. */
  function mayJoin(slots: SubscriptionSlots, isEmergency: boolean): boolean {
    if (isClosed || !tenants.hasPlace(slots, isEmergency)) return false;
    if (slots.isSlow && !slowRoom.hasRoom(slots.tenantId)) return false;
    if (!isFull(slots)) return true;
    const line = isEmergency ? slots.emergencyLine : slots.line;
    if (line.length >= LINE_MAX || isHopeless(slots, isEmergency)) return false;
    if (!mayOneMoreWait(isEmergency)) sendHopelessBack();
    return mayOneMoreWait(isEmergency);
  }

  function mayOneMoreWait(isEmergency: boolean): boolean {
    return isEmergency ? waiting.emergency < jobs * EMERGENCY_WAITING_SHARE : waiting.others < jobs * WAITING_SHARE;
  }

  /** Its line hardly moves: who hangs would keep the room for waiting from everybody else. */
  function isHopeless(slots: SubscriptionSlots, isEmergency: boolean): boolean {
    if (!isFull(slots)) return false;
    return isStuck(slots, STUCK_AFTER_MS) || waitMs(slots, isEmergency) > WAIT_MS_MAX;
  }

  /** All places are with the receiver, for long. A line that only waits for its moments is not stuck, whoever gets them. */
  function isStuck(slots: SubscriptionSlots, patienceMs: number): boolean {
    return slots.inFlight >= slots.limit && performance.now() - slots.lastMovedMs > patienceMs + 2 * slots.paceMs;
  }

  /** When there is no more room for waiting: those who wait in vain make some. */
  function sendHopelessBack(): void {
    for (const slots of bySubscription.values()) {
      if (isHopeless(slots, true)) emptyLine(slots.emergencyLine);
      if (isHopeless(slots, false)) emptyLine(slots.line);
    }
  }

  function emptyLine(line: Waiting[]): void {
    for (const next of line.splice(0)) next(null);
  }

  /** `jobsHeld`: 1 for who waits as a job of the queue, 0 for who waits within another's. */
  function joinLine(slots: SubscriptionSlots, isEmergency: boolean, jobsHeld: 0 | 1): Place {
    const line = isEmergency ? slots.emergencyLine : slots.line;
    const kind = isEmergency ? "emergency" : "others";
    if (slots.paceMs > 0 && slots.taken === 0) slots.lastMovedMs = performance.now();
    let leave = () => {};
    const granted = new Promise<Release | null>((resolve) => {
      waiting[kind] += jobsHeld;
      const next: Waiting = (release) => {
        waiting[kind] -= jobsHeld;
        resolve(release);
      };
      line.push(next);
      leave = () => {
        const position = line.indexOf(next);
        if (position < 0) return;
        line.splice(position, 1);
        next(null);
      };
      startNext(slots);
    });
    return { granted, leave, untilMoment: () => slots.untilMoment(isEmergency) };
  }

  const isFull = (slots: SubscriptionSlots) => slots.taken >= slots.limit;

  /** How long one more will wait in its line by what is known; Emergency passes the others. */
  function waitMs(slots: SubscriptionSlots, isEmergency: boolean): number {
    if (!isFull(slots)) return 0;
    const ahead = slots.emergencyLine.length + (isEmergency ? 0 : slots.line.length);
    return (ahead + 1) * slots.perDeliveryMs;
  }

  return {
    acquire: (subscription, isEmergency) => {
      const slots = slotsOf(subscription);
      return mayJoin(slots, isEmergency) ? joinLine(slots, isEmergency, isFull(slots) ? 1 : 0) : null;
    },
    acquireSoon: (subscription, isEmergency, patienceMs) => {
      const slots = slotsOf(subscription);
      if ((isFull(slots) && isStuck(slots, patienceMs)) || waitMs(slots, isEmergency) > patienceMs) return null;
      if (isClosed || !tenants.hasPlace(slots, isEmergency)) return null;
      if (slots.line.length >= LINE_MAX || slots.emergencyLine.length >= LINE_MAX) return null;
      return slots.hasLaidOut && !isEmergency ? null : joinLine(slots, isEmergency, 0);
    },
    startAnew: (subscription, resumedAt) => {
      const slots = slotsOf(subscription);
      if (slots.startAnew(resumedAt.getTime())) startNext(slots);
    },
    close: () => {
      isClosed = true;
      for (const { emergencyLine, line } of bySubscription.values()) {
        emptyLine(emergencyLine);
        emptyLine(line);
      }
    },
    returnDelayMs: async (subscription, isEmergency, count) => {
      const slots = slotsOf(subscription);
      const { id: subscriptionId, rateLimitPerSecond: perSecond } = subscription;
      const afterMs = waitMs(slots, isEmergency);
      const delayMs =
        perSecond === null
          ? slots.layOut(isEmergency, count, afterMs)
          : Math.max(await layOut({ subscriptionId, isEmergency, perSecond, count }), Math.min(afterMs, RETURN_MS_MAX));
      return Math.max(delayMs, RETURN_MS_MIN, tenants.returnDelayMs(slots, isEmergency, count));
    },
  };
}
