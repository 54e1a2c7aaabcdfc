/** What one subscription has of this process: its places that are taken, its lines, and what is known of its pace. */
import type { RateLimit } from "./rate-limit.ts";

/** Gives the place to the next in line; `durationMs` is how long the attempt took, null: none was made. */
export type Release = (durationMs: number | null) => void;

export type Waiting = (release: Release | null) => void;

export class SubscriptionSlots {
  readonly tenantId: string;
  readonly rateLimit: RateLimit;
  inFlight = 0;
  averageMs = 25;
  /** Between two attempts by the subscription's own rate limit; 0: it has none. */
  paceMs = 0;
  /** When somebody last got a place or gave one back, as `performance.now()`. */
  lastMovedMs = 0;
  /** Until when deliveries that were sent back are laid out, as `performance.now()`; Emergency comes before others. */
  readonly laidOutUntilMs = { emergency: 0, others: 0 };
  readonly emergencyLine: Waiting[] = [];
  readonly line: Waiting[] = [];

  constructor(tenantId: string, rateLimit: RateLimit) {
    this.tenantId = tenantId;
    this.rateLimit = rateLimit;
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
