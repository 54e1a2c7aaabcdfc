/**
 * Publishes over HTTP as a careful client does: whatever goes wrong, the same events under the same external ids again,
 * until they are acknowledged. Remembers what was acknowledged.
 */
import { setTimeout as delay } from "node:timers/promises";
import { countDestinations, type Expected, expectedOf, type PublishedEvent, type Tenant } from "./landscape.ts";

const EVENTS_PER_REQUEST = 20;
const AT_ONCE = 4;
const ANSWER_WITHIN_MS = 10_000;
const AGAIN_AFTER_MS = 150;

export type Publisher = {
  /** Resolves when every event is acknowledged. */
  done: Promise<void>;
  /** What has to come of the acknowledged events. */
  expected: Expected[];
  acknowledgedEvents: () => number;
  /** Requests that were answered with an error or not at all. */
  failures: () => number;
  /** Bodies of answers that say more of an error than its id. */
  indiscretions: string[];
};

/** Spreads at least `deliveries` deliveries over `durationMs`; `stop` gives up. */
export function startPublisher(
  url: string,
  tenants: readonly Tenant[],
  options: { makeEvent: () => PublishedEvent; deliveries: number; durationMs: number; signal: AbortSignal },
): Publisher {
  const { makeEvent, deliveries, durationMs, signal } = options;
  const expected: Expected[] = [];
  const indiscretions: string[] = [];
  let planned = 0;
  let acknowledged = 0;
  let failures = 0;
  let turn = 0;
  const startMs = performance.now();

  async function publish({ key }: Tenant, events: readonly PublishedEvent[]): Promise<string[]> {
    for (;;) {
      signal.throwIfAborted();
      const answer = await post(`${url}/api/events`, key, events).catch(() => null);
      if (answer?.status === 202) {
        return (JSON.parse(answer.text) as { events: { id: string }[] }).events.map(({ id }) => id);
      }
      failures += 1;
      if (answer && !/the log knows it as [0-9a-f-]{36}/.test(answer.text)) indiscretions.push(answer.text);
      await delay(AGAIN_AFTER_MS);
    }
  }

  async function publishOnAndOn(): Promise<void> {
    while (planned < deliveries) {
      const waitMs = startMs + (durationMs * planned) / deliveries - performance.now();
      const tenant = tenants[turn++ % tenants.length];
      if (!tenant) return;
      const events = Array.from({ length: EVENTS_PER_REQUEST }, makeEvent);
      for (const event of events) planned += countDestinations(tenant, event);
      if (waitMs > 0) await delay(waitMs);
      const ids = await publish(tenant, events);
      acknowledged += events.length;
      for (const [position, event] of events.entries()) {
        for (const one of expectedOf(tenant, event, ids[position] ?? "")) expected.push(one);
      }
    }
  }

  const done = Promise.all(Array.from({ length: AT_ONCE }, publishOnAndOn)).then(() => undefined);
  return { done, expected, indiscretions, acknowledgedEvents: () => acknowledged, failures: () => failures };
}

async function post(url: string, key: string, events: readonly PublishedEvent[]) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  return { status: response.status, text: await response.text() };
}
