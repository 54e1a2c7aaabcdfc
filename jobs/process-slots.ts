/** The slots of this process, as the settings have them. */
import { config } from "#config";
import { type AttemptSlots, createAttemptSlots } from "./attempt-slots.ts";

let ofThisProcess: AttemptSlots | undefined;

/** Every attempt of a delivery, first or later, takes its place here. */
export function attemptSlots(): AttemptSlots {
  if (ofThisProcess) return ofThisProcess;
  const { SUBSCRIPTION_CONCURRENCY, TENANT_CONCURRENCY, WORKER_CONCURRENCY, CIRCUIT_BREAKER_ATTEMPTS } = config();
  // Half the way to the circuit breaker; without one nothing spares a receiver.
  const failingAfter =
    CIRCUIT_BREAKER_ATTEMPTS === 0 ? Number.POSITIVE_INFINITY : Math.ceil(CIRCUIT_BREAKER_ATTEMPTS / 2);
  const limits = { subscription: SUBSCRIPTION_CONCURRENCY, tenant: TENANT_CONCURRENCY, failingAfter };
  ofThisProcess = createAttemptSlots(limits, WORKER_CONCURRENCY);
  return ofThisProcess;
}
