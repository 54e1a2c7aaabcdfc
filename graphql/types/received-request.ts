/** What arrived at an inbox of the built-in receiver, with the secrets of subscriptions masked. */
import { builder } from "../builder.ts";
import { maskReceivedHeaders } from "../received-headers.ts";
import { ReceivedRequest, WebhookSubscription } from "../type-refs.ts";
import { HttpHeader } from "./delivery-attempt.ts";

builder.objectType(ReceivedRequest, {
  description: "A request that arrived.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "Tells requests apart; names nothing elsewhere." }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When it arrived." }),
    method: t.exposeString("method", { description: "The HTTP method." }),
    headers: t.field({
      type: [HttpHeader],
      description: "As they arrived, with the secrets of security models masked.",
      resolve: ({ headers, senders }) => maskReceivedHeaders(headers, senders),
    }),
    body: t.exposeString("body", {
      description: "As it arrived, but for what members called `secret` hold: that is masked before it is kept.",
    }),
    signatureVerified: t.boolean({
      description: "It was signed by a key of a subscription that pointed at this inbox when it arrived.",
      resolve: ({ verifiedBy }) => verifiedBy !== null,
    }),
    verifiedBy: t.field({
      type: WebhookSubscription,
      nullable: true,
      description: "The subscription by whose key it was signed; null: by none that pointed here.",
      resolve: ({ verifiedBy }, _args, { loaders }) =>
        verifiedBy === null ? null : loaders.subscriptions.load(verifiedBy),
    }),
    answeredStatusCode: t.exposeInt("answeredStatusCode", { description: "The HTTP status it was answered with." }),
  }),
});
