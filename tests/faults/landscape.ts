/**
 * Who is there to be delivered to: tenants with integrations of every kind, the alerts that are published to them, and
 * which deliveries each alert has to make. That is worked out by the plain rule (webhooks/filter), not by what workers use.
 */
import { generateApiKey, insertApiKey } from "#db/api-keys";
import type { EventPayload } from "#webhooks/event";
import { type EventFilter, matchesFilters } from "#webhooks/filter";
import { decodeId, deliveryUuid, encodeId } from "#webhooks/id";
import { makeIntegration, makeSubscription, makeTenant } from "../support/definitions.ts";
import { randomNumbers } from "./fault-schedule.ts";

/** What a path of the receiver does with what comes, and so what its deliveries have to become. */
export type Manner = "takes" | "takes slowly" | "takes the second time" | "is gone" | "is inactive";

type Destination = {
  manner: Manner;
  integrationId: string | null;
  subscriptionId: string;
  trigger: string;
  filters: EventFilter[];
};
export type Tenant = { id: string; key: string; destinations: Destination[] };
/** An event as it is published; its `externalId` is unique within the run. */
export type PublishedEvent = EventPayload & { externalId: string };
/** What has to become of one event at one destination. */
export type Expected = { deliveryId: string; externalId: string; manner: Manner };

const TENANTS = 3;
const ZONES = ["north", "north", "south", "south", "south", "slow", "gone", "held"];

function where(field: string, ...values: string[]): EventFilter[] {
  return [{ name: null, conditions: [{ field: `metadata.attributes.${field}`, operator: "IS_ANY_OF", values }] }];
}

const INTEGRATIONS: { filters: EventFilter[]; manners: Manner[] }[] = [
  { filters: [], manners: ["takes", "takes"] },
  { filters: where("priority", "emergency"), manners: ["takes"] },
  { filters: [...where("zone", "north"), ...where("number", "7", "77")], manners: ["takes the second time"] },
  { filters: where("zone", "slow"), manners: ["takes slowly"] },
  { filters: where("zone", "gone"), manners: ["is gone"] },
  { filters: where("zone", "held"), manners: ["is inactive"] },
  { filters: where("zone", "nowhere"), manners: ["takes"] },
];

/** In the database of this process; every subscription has a path of its own at `origin`, which names its manner. */
export async function makeTenants(origin: string): Promise<Tenant[]> {
  return Promise.all(
    Array.from({ length: TENANTS }, async (_, number) => {
      const id = await makeTenant(`County ${number}`);
      const key = generateApiKey();
      await insertApiKey({ tenantId: id, name: "Publisher", permissions: ["PUBLISH"], key });
      const destinations: Destination[] = [];
      for (const [position, { filters, manners }] of INTEGRATIONS.entries()) {
        const subscriptionIds: string[] = [];
        for (const [place, manner] of manners.entries()) {
          const path = `/${manner.replaceAll(" ", "-")}/${number}/${position}/${place}`;
          subscriptionIds.push(await makeTarget(id, origin + path, manner));
        }
        const integrationId = await makeIntegration(id, { name: `Integration ${position}`, filters, subscriptionIds });
        for (const [place, manner] of manners.entries()) {
          const subscriptionId = subscriptionIds[place] ?? "";
          destinations.push({ manner, integrationId, subscriptionId, trigger: "alert.sent", filters });
        }
      }
      const direct = { mode: "DIRECT" as const, eventTypes: ["alert.read"] };
      const subscriptionId = await makeTarget(id, `${origin}/takes/${number}/direct`, "takes", direct);
      destinations.push({ manner: "takes", integrationId: null, subscriptionId, trigger: "alert.read", filters: [] });
      return { id, key, destinations };
    }),
  );
}

function makeTarget(
  tenantId: string,
  uri: string,
  manner: Manner,
  fields: Partial<Parameters<typeof makeSubscription>[1]> = {},
): Promise<string> {
  return makeSubscription(tenantId, {
    uri,
    name: manner,
    isActive: manner !== "is inactive",
    timeoutSeconds: 2,
    retryPolicy: { maxRetries: 50, baseSeconds: 1, maxSeconds: 2 },
    ...fields,
  });
}

/** Random events, the same for the same seed. */
export function makeEvents(seed: number): () => PublishedEvent {
  const random = randomNumbers(seed ^ 0x5eed);
  let number = 0;
  return () => {
    number += 1;
    const zone = ZONES[Math.floor(random() * ZONES.length)];
    const priority = random() < 0.1 ? "Emergency" : "Operational";
    return {
      type: random() < 0.1 ? "alert.read" : "alert.sent",
      externalId: `${seed}-${number}`,
      metadata: { attributes: { priority, zone, number: number % 100 } },
      data: { text: "Leave by the north gate. ".repeat(Math.floor(random() * 20)) },
    };
  };
}

/** Every delivery that an event has to make, once its publisher was told its id. */
export function expectedOf(tenant: Tenant, event: PublishedEvent, eventId: string): Expected[] {
  const uuid = decodeId("evt", eventId);
  if (uuid === null) throw new Error(`${eventId} is not the id of an event.`);
  return destinationsOf(tenant, event).map(({ manner, integrationId, subscriptionId }) => ({
    manner,
    externalId: event.externalId,
    deliveryId: encodeId("dlv", deliveryUuid(uuid, integrationId, subscriptionId)),
  }));
}

/** How many deliveries an event makes. */
export function countDestinations(tenant: Tenant, event: PublishedEvent): number {
  return destinationsOf(tenant, event).length;
}

function destinationsOf({ destinations }: Tenant, event: PublishedEvent): Destination[] {
  return destinations.filter(({ trigger, filters }) => trigger === event.type && matchesFilters(filters, event));
}
