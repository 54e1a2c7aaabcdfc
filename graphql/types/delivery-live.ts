/** The live operation: deliveries as they change. */
import { valuesOf } from "../argument-values.ts";
import { builder } from "../builder.ts";
import { watchDeliveries } from "../live-deliveries.ts";
import { Delivery } from "../type-refs.ts";
import { DeliveryFilterInput, parseDeliveryFilter } from "./delivery-filter-input.ts";

builder.subscriptionField("deliveryUpdated", (t) =>
  t.field({
    type: Delivery,
    description:
      "Each delivery whenever it is made, its status changes or an attempt ends, at most one second late. Ends when the client falls far behind, and, with an error that says so, within 5 s of the end of its credentials.",
    authScopes: { permission: "READ" },
    args: { filter: t.arg({ type: DeliveryFilterInput, description: "Only those that it lets through." }) },
    subscribe: (_root, { filter: given }, { viewer }) =>
      watchDeliveries(viewer.tenantId, valuesOf({ filter: parseDeliveryFilter(given) }).filter),
    resolve: ([delivery]) => {
      if (!delivery) throw new Error("A batch holds one delivery at least (subscribe-in-batches).");
      return delivery;
    },
  }),
);
