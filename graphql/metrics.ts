/**
 * Metrics in Prometheus' text format. What the database knows is measured when it is asked for, so every process gives
 * the same figures; durations of GraphQL operations are this process's own.
 */
import { Gauge, Histogram, Registry } from "prom-client";
import { countUnsettled, measureAttempts, measureQueue } from "#db/measurements";

const RECENT_MS = 5 * 60 * 1000;

type Metrics = ReturnType<typeof createMetrics>;

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostMetrics?: Metrics };

function metrics(): Metrics {
  held.signalpostMetrics ??= createMetrics();
  return held.signalpostMetrics;
}

/** `operation`: query, mutation or subscription; names are the clients' own and would be without number. */
export function observeOperation(operation: string, seconds: number): void {
  metrics().operations.observe({ operation }, seconds);
}

/** Measures, and answers everything. Renderings at the same moment show the same figures or newer ones. */
export async function renderMetrics(): Promise<{ contentType: string; text: string }> {
  const { registry, queue, oldest, unsettled, attempts, duration, wait } = metrics();
  const [depths, statuses, recent] = await Promise.all([
    measureQueue(),
    countUnsettled(),
    measureAttempts(new Date(Date.now() - RECENT_MS)),
  ]);
  for (const gauge of [queue, oldest, unsettled, attempts, duration, wait]) gauge.reset();
  for (const { task, jobs, oldestSeconds } of depths) {
    queue.set({ task }, jobs);
    oldest.set({ task }, oldestSeconds);
  }
  for (const { status, deliveries } of statuses) unsettled.set({ status }, deliveries);
  for (const { outcome, ...row } of recent) {
    attempts.set({ outcome }, row.attempts);
    duration.set({ outcome, quantile: "0.5" }, row.durationP50Seconds);
    duration.set({ outcome, quantile: "0.99" }, row.durationP99Seconds);
    if (row.waitP50Seconds !== null) wait.set({ outcome, quantile: "0.5" }, row.waitP50Seconds);
    if (row.waitP99Seconds !== null) wait.set({ outcome, quantile: "0.99" }, row.waitP99Seconds);
  }
  return { contentType: registry.contentType, text: await registry.metrics() };
}

function createMetrics() {
  const registry = new Registry();
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Gauge({ name: `signalpost_${name}`, help, labelNames, registers: [registry] });
  return {
    registry,
    operations: new Histogram({
      name: "signalpost_graphql_operation_seconds",
      help: "How long GraphQL operations took in this process.",
      labelNames: ["operation"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    queue: gauge("queue_jobs", "Jobs that are due or under way.", ["task"]),
    oldest: gauge("queue_oldest_seconds", "For how long the oldest due job of a task has waited.", ["task"]),
    unsettled: gauge("deliveries_unsettled", "Deliveries that are retried, held, failed or cancelled.", ["status"]),
    attempts: gauge("recent_attempts", "Attempts by outcome, for events of the last five minutes.", ["outcome"]),
    duration: gauge("recent_attempt_seconds", "How long attempts took, for events of the last five minutes.", [
      "outcome",
      "quantile",
    ]),
    wait: gauge(
      "recent_event_to_first_attempt_seconds",
      "From an event's receipt to its first attempt, for events of the last five minutes.",
      ["outcome", "quantile"],
    ),
  };
}
