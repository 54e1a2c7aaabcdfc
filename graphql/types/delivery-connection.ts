/** Lists of deliveries, as connections: of an integration, a subscription or an event. */
import { type PageArgs, parsePage } from "#db/cursor";
import type { Delivery as DeliveryRow } from "#db/deliveries";
import type { DeliveryOwner } from "#db/delivery-history";
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import type { Context } from "../context.ts";
import { type ConnectionOf, connectionOf } from "../pages.ts";
import { Delivery } from "../type-refs.ts";
import { type DeliveryFilterArgs, parseDeliveryFilter } from "./delivery-filter-input.ts";

export const DeliveryConnection = builder.connectionObject(
  {
    type: Delivery,
    name: "DeliveryConnection",
    description: "A page of deliveries.",
    fields: (t) => ({
      totalCount: t.int({
        nullable: true,
        description: "Counted to at most 10,000; null beyond.",
        resolve: ({ countTotal }) => countTotal(),
      }),
    }),
  },
  { name: "DeliveryEdge", description: "A delivery in its list." },
);

type OwnedListArgs = PageArgs & { filter?: DeliveryFilterArgs | null | undefined };

/** The deliveries of one row; those of many rows in one answer are fetched in one statement. */
export async function ownedDeliveries(
  owner: DeliveryOwner,
  id: string,
  { filter: given, ...args }: OwnedListArgs,
  { loaders }: Context,
): Promise<ConnectionOf<DeliveryRow>> {
  const list = `${owner} ${id} deliveries`;
  const { filter, page } = valuesOf({ filter: parseDeliveryFilter(given), page: parsePage(args, list) });
  return connectionOf(
    list,
    await loaders.deliveryPage.load({ owner, id, filter, page }),
    (row) => row.id,
    () => loaders.deliveryCount.load({ owner, id, filter }),
  );
}
