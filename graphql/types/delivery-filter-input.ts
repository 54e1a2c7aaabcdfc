/** What lists of deliveries are narrowed by. */
import type { DeliveryFilter } from "#db/delivery-filter";
import type { DeliveryOrigin as OriginName, DeliveryStatus as StatusName } from "#webhooks/delivery";
import { decodeId, type IdPrefix } from "#webhooks/id";
import type { Parsed } from "#webhooks/user-errors";
import { parseBounded } from "../argument-bounds.ts";
import { builder } from "../builder.ts";

export const DeliveryStatus = builder.enumType("DeliveryStatus", {
  description: "How a delivery stands.",
  values: {
    PENDING: { value: "PENDING", description: "The first attempt is due or under way." },
    RETRYING: { value: "RETRYING", description: "An attempt failed, another is due at nextAttemptAt." },
    HELD: { value: "HELD", description: "Kept until its subscription is active or healthy again; never dropped." },
    SUCCEEDED: { value: "SUCCEEDED", description: "An attempt was answered 2xx." },
    FAILED: { value: "FAILED", description: "The retry policy is used up, or the receiver answered 410 Gone." },
    CANCELLED: { value: "CANCELLED", description: "A person gave it up." },
  } as const satisfies Record<StatusName, unknown>,
});

export const DeliveryOrigin = builder.enumType("DeliveryOrigin", {
  description: "What a delivery was made by.",
  values: {
    EVENT: { value: "EVENT", description: "Matching of an event." },
    RECOVERY: { value: "RECOVERY", description: "A replay of past events." },
    TEST: { value: "TEST", description: "A person's test of the subscription." },
  } as const satisfies Record<OriginName, unknown>,
});

export const DeliveryFilterInput = builder.inputType("DeliveryFilter", {
  description: "What is given must all hold. An empty list finds nothing.",
  fields: (t) => ({
    statuses: t.field({ type: [DeliveryStatus], description: "Any of these." }),
    eventTypes: t.stringList({ description: "Any of these." }),
    integrationIds: t.idList({ description: "Of any of these." }),
    subscriptionIds: t.idList({ description: "To any of these." }),
    eventIds: t.idList({ description: "Of any of these." }),
    origins: t.field({ type: [DeliveryOrigin], description: "Any of these." }),
    lastStatusCodes: t.intList({ description: "The last attempt was answered with any of these." }),
    createdFrom: t.field({ type: "DateTime", description: "Made then or later." }),
    createdTo: t.field({ type: "DateTime", description: "Made before." }),
    search: t.string({
      description:
        "Words that must all occur in the event's payload, in any letter case, whole or as a beginning; or an id or externalId, whole. A recovery's id finds what it took.",
    }),
  }),
});

export type DeliveryFilterArgs = typeof DeliveryFilterInput.$inferInput;

/** With ids as the database knows them; malformed ids find nothing. Faults are what is out of bounds, below ["filter"]. */
export function parseDeliveryFilter(given: DeliveryFilterArgs | null | undefined): Parsed<DeliveryFilter> {
  const filter = parseBounded(given ?? {}, ["filter"]);
  if (!filter.ok) return filter;
  return {
    ok: true,
    value: {
      ...filter.value,
      integrationIds: uuidsOf("int", filter.value.integrationIds),
      subscriptionIds: uuidsOf("sub", filter.value.subscriptionIds),
      eventIds: uuidsOf("evt", filter.value.eventIds),
    },
  };
}

function uuidsOf(prefix: IdPrefix, ids: readonly string[] | null | undefined): string[] | null {
  return ids == null ? null : ids.flatMap((id) => decodeId(prefix, id) ?? []);
}
