/**
 * The first attempt of a delivery, made straight from the match, before its row is written: a delivery that arrives at
 * once costs one insert and no job. What has not ended in time is handed over and written as it stands: under way (this
 * process goes on and records the end) or not begun (its deliver job begins it).
 */
import type { MatchedDelivery } from "#db/matches";
import { log } from "#log";
import { UNTRIED } from "#webhooks/delivery";
import { attemptDelivery } from "./attempt-delivery.ts";
import type { Place } from "./attempt-slots.ts";
import { lostAfterMs } from "./attempts-under-way.ts";
import type { OutgoingEvent } from "./deliverable-events.ts";
import { findDeliverySubscription } from "./delivery-subscriptions.ts";
import { takeTurn } from "./delivery-turns.ts";
import { attemptSlots } from "./process-slots.ts";
import { type FinishedAttempt, recordAttempt } from "./record-attempts.ts";
import { countAttempt } from "./record-health.ts";
import type { Destination } from "./tenant-matchers.ts";

/** How long matching waits for first attempts; what takes longer is written down as under way. */
export const PATIENCE_MS = 250;

/** A delivery whose row is not written yet. */
export type UnwrittenDelivery = Omit<MatchedDelivery, "attempt" | "underWayMs" | "lostAfterMs">;

/** Begins at once, unless the subscription takes nothing now, has a rate limit or no place in time: then its job will. */
export class FirstAttempt {
  /** Resolves when there is nothing more to wait for; never rejects. */
  readonly ended: Promise<void>;
  readonly #delivery: UnwrittenDelivery;
  #place: Place | null = null;
  /** As `performance.now()`. */
  #startedMs: number | null = null;
  #lostAfterMs: number | null = null;
  #attempt: FinishedAttempt | null = null;
  #handedOver: MatchedDelivery | null = null;

  constructor(delivery: UnwrittenDelivery, destination: Destination, event: OutgoingEvent) {
    this.#delivery = delivery;
    this.ended = this.#make(destination, event).catch((error: unknown) => {
      this.#startedMs = null;
      log().error({ err: error, deliveryId: delivery.id }, "a first attempt could not be made; its job makes it");
    });
  }

  /** The delivery as it stands now, to be written; what waits for a place waits no more. */
  handOver(): MatchedDelivery {
    this.#place?.leave();
    const attempt = this.#attempt;
    const startedMs = attempt ? null : this.#startedMs;
    const underWayMs = startedMs === null ? null : Math.round(performance.now() - startedMs);
    const lostAfterMs = startedMs === null ? null : this.#lostAfterMs;
    this.#handedOver = { ...this.#delivery, attempt, underWayMs, lostAfterMs };
    return this.#handedOver;
  }

  /** Call when the delivery is being written: records what the row does not say yet, once it is there. */
  async recordRest(written: Promise<Set<string>>): Promise<void> {
    const { id } = this.#delivery;
    if (typeof this.#handedOver?.underWayMs === "number") this.#recordEnd(written);
    else if (this.#attempt && !(await written).has(id)) await recordAttempt(this.#attempt);
  }

  async #make({ integration, subscription }: Destination, event: OutgoingEvent): Promise<void> {
    const { id, tenantId, isEmergency } = this.#delivery;
    if (subscription.isPaused) return;
    const target = await findDeliverySubscription(tenantId, subscription.id, subscription.version);
    if (!target?.isActive || target.isDeleted || target.rateLimitPerSecond !== null || this.#handedOver) return;
    this.#place = attemptSlots().acquireSoon(target, isEmergency, PATIENCE_MS);
    const release = await this.#place?.granted;
    if (!release) return;
    if (this.#handedOver) return release(null);
    const startedMs = performance.now();
    this.#startedMs = startedMs;
    this.#lostAfterMs = lostAfterMs(target);
    try {
      const facts = { id, tenantId, isEmergency, retries: UNTRIED, integration };
      this.#attempt = await attemptDelivery(facts, target, event, new Date());
    } finally {
      release(performance.now() - startedMs, this.#attempt?.outcome !== "SUCCEEDED");
    }
    countAttempt(this.#attempt, target.id);
  }

  /** In the background, as the delivery's turn: a job of it that rings meanwhile waits and finds it over. */
  #recordEnd(written: Promise<unknown>): void {
    const { id } = this.#delivery;
    takeTurn(id, async () => {
      await Promise.all([written, this.ended]);
      if (this.#attempt) await recordAttempt(this.#attempt);
    }).catch((error: unknown) => {
      log().error({ err: error, deliveryId: id }, "a first attempt could not be recorded; its job tries again");
    });
  }
}
