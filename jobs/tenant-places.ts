/**
 * How many attempts of one tenant this process has in flight, over all its subscriptions: one tenant with many receivers
 * that hang opens no more connections than that. Some of the places are for receivers that are not slow, and some for
 * Emergency alone.
 */
import type { SubscriptionSlots } from "./subscription-slots.ts";

/** Of a tenant's places, so much at most is for each kind of attempt; Emergency may take all. */
const SHARE = { slow: 0.5, others: 0.75, emergency: 1 };
/** What found no place of its tenant comes again after this long at the least, one after the other. */
const RETURN_MS_MIN = 1_000;
const PER_DELIVERY_MS = 2;

type Tenant = {
  inFlight: number;
  /** Whose lines wait for a place of their tenant, the longest waiting first. */
  blocked: { emergency: Set<SubscriptionSlots>; others: Set<SubscriptionSlots> };
  /** Until when deliveries that were sent back are laid out, as `performance.now()`. */
  laidOutUntilMs: number;
};

export type TenantPlaces = {
  hasPlace: (slots: SubscriptionSlots, isEmergency: boolean) => boolean;
  enter: (slots: SubscriptionSlots) => void;
  /** Gives a place back. Lines that wait for one are told by `startNext`, Emergency first, then in turn. */
  leave: (slots: SubscriptionSlots) => void;
  /** Notes that the line found no place of its tenant. */
  block: (slots: SubscriptionSlots, isEmergency: boolean) => void;
  /** When `count` deliveries that found no place should come again, in ms; 0: there are places. */
  returnDelayMs: (slots: SubscriptionSlots, isEmergency: boolean, count: number) => number;
};

/** `limit` attempts at once for each tenant. */
export function createTenantPlaces(limit: number, startNext: (slots: SubscriptionSlots) => void): TenantPlaces {
  const byTenant = new Map<string, Tenant>();

  function tenantOf({ tenantId }: SubscriptionSlots): Tenant {
    let tenant = byTenant.get(tenantId);
    if (!tenant) {
      tenant = { inFlight: 0, blocked: { emergency: new Set(), others: new Set() }, laidOutUntilMs: 0 };
      byTenant.set(tenantId, tenant);
    }
    return tenant;
  }

  function hasPlace(slots: SubscriptionSlots, isEmergency: boolean): boolean {
    const share = isEmergency ? SHARE.emergency : slots.isSlow ? SHARE.slow : SHARE.others;
    return tenantOf(slots).inFlight < Math.max(1, Math.floor(limit * share));
  }

  function startBlocked(blocked: Set<SubscriptionSlots>): void {
    for (const slots of [...blocked]) {
      blocked.delete(slots);
      startNext(slots);
    }
  }

  return {
    hasPlace,
    enter: (slots) => {
      tenantOf(slots).inFlight += 1;
    },
    leave: (slots) => {
      const tenant = tenantOf(slots);
      tenant.inFlight -= 1;
      startBlocked(tenant.blocked.emergency);
      startBlocked(tenant.blocked.others);
      if (tenant.inFlight === 0) byTenant.delete(slots.tenantId);
    },
    block: (slots, isEmergency) => {
      const { blocked } = tenantOf(slots);
      (isEmergency ? blocked.emergency : blocked.others).add(slots);
    },
    returnDelayMs: (slots, isEmergency, count) => {
      if (hasPlace(slots, isEmergency)) return 0;
      const tenant = tenantOf(slots);
      const nowMs = performance.now();
      const startMs = isEmergency ? nowMs : Math.max(tenant.laidOutUntilMs, nowMs);
      tenant.laidOutUntilMs = Math.max(tenant.laidOutUntilMs, startMs + count * PER_DELIVERY_MS);
      return startMs - nowMs + RETURN_MS_MIN;
    },
  };
}
