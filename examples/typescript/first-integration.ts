/**
 * A first automated integration: emergencies go to a receiver. Previews the filter, makes the integration unless it is
 * there, publishes two alerts, waits for the delivery of one, and asks why nothing was sent for the other.
 *
 *   SIGNALPOST_API_KEY=… RECEIVER_URL=https://… npx tsx examples/typescript/first-integration.ts
 */
import { setTimeout as delay } from "node:timers/promises";
import type { ResultOf } from "gql.tada";
import { ask, madeBy } from "./ask.ts";
import { CreateIntegration, EventOutcome, FindIntegration, PreviewFilters, PublishEvents } from "./documents.ts";

// What goes wrong is told in its own words, without a stack.
process.once("uncaughtException", ({ message }) => {
  console.error(message);
  process.exit(1);
});

type Outcome = NonNullable<ResultOf<typeof EventOutcome>["event"]>;

const RECEIVER_URL = process.env.RECEIVER_URL;
if (!RECEIVER_URL) throw new Error("Set RECEIVER_URL to where the alerts are to go.");

const TRIGGER = "alert.sent";
const EXTERNAL_ID = "example-emergencies";
const FILTERS = [
  {
    name: "Emergencies",
    conditions: [{ field: "metadata.attributes.priority", operator: "IS_ANY_OF" as const, values: ["Emergency"] }],
  },
];
const EMERGENCY = { type: TRIGGER, metadata: { attributes: { priority: "Emergency" } } };
const ROUTINE = { type: TRIGGER, metadata: { attributes: { priority: "Operational" } } };

const { previewFilters } = await ask(PreviewFilters, { trigger: TRIGGER, filters: FILTERS, event: EMERGENCY });
console.log(`The filter lets ${previewFilters.matched} of 1 emergency through.`);

const integrationId = await findOrCreate(RECEIVER_URL);
console.log(`The integration is ${integrationId}.`);

const { publishEvents } = await ask(PublishEvents, { events: [EMERGENCY, ROUTINE] });
const [emergency, routine] = madeBy(publishEvents.events, publishEvents.userErrors);
if (!emergency || !routine) throw new Error("Two events were published, and two are expected in the answer.");

const { deliveries } = await outcomeOf(emergency.id, ({ deliveries: { edges } }) =>
  edges.some(({ node }) => node.status === "SUCCEEDED"),
);
for (const { node } of deliveries.edges) console.log(`Emergency: ${node.status}. ${node.summary}`);

const { matches } = await outcomeOf(routine.id, ({ matchedAt }) => matchedAt !== null);
for (const { integration, outcome, explanation } of matches) {
  if (integration.id !== integrationId) continue;
  const reasons = (explanation?.filters ?? [])
    .flatMap(({ conditions }) => conditions)
    .filter(({ matched }) => !matched)
    .map(({ field, actual, operator, values }) => `${field} is ${actual}, not ${operator} ${values.join(", ")}`);
  console.log(`Routine alert: ${integration.name} says ${outcome}, because ${reasons.join("; ")}.`);
}

/** Run twice, it finds what the first run made. */
async function findOrCreate(uri: string): Promise<string> {
  const found = await ask(FindIntegration, { externalId: EXTERNAL_ID });
  if (found.integrationByExternalId) return found.integrationByExternalId.id;
  const newSubscription = { externalId: `${EXTERNAL_ID}-receiver`, uri, eventTypes: [TRIGGER] };
  const { createIntegration } = await ask(CreateIntegration, {
    input: {
      externalId: EXTERNAL_ID,
      name: "Emergencies",
      trigger: TRIGGER,
      filters: FILTERS,
      actions: [{ newSubscription }],
    },
  });
  return madeBy(createIntegration.integration, createIntegration.userErrors).id;
}

/** The event, once that is so; half a minute is patience enough. */
async function outcomeOf(id: string, isReady: (event: Outcome) => boolean): Promise<Outcome> {
  for (let tries = 0; tries < 120; tries += 1) {
    const { event } = await ask(EventOutcome, { id });
    if (event && isReady(event)) return event;
    await delay(250);
  }
  throw new Error(`Event ${id} did not get that far within half a minute. Is a worker running?`);
}
