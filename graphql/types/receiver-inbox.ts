/** The built-in receiver: what arrived at URLs of our own, with the secrets of subscriptions masked. */
import { listReceiverInboxes, type ReceivedRequest as RequestRow } from "#db/receiver-inboxes";
import type { Subscription } from "#db/subscriptions";
import { decodeId } from "#webhooks/id";
import { maskBodySecret } from "#webhooks/redaction";
import { buildSignature } from "#webhooks/signature";
import type { SigningKey } from "#webhooks/subscription";
import { builder } from "../builder.ts";
import { inboxUri } from "../inbox-uri.ts";
import { maskReceivedHeaders } from "../received-headers.ts";
import { ReceiverInbox } from "../type-refs.ts";
import { HttpHeader } from "./delivery-attempt.ts";

/** A request, and what is known of who may have sent it. */
type Received = RequestRow & { senders: Subscription[]; keys: SigningKey[] };

/** Where a body that we built ends with a subscription's shared secret. */
const SECRET_AT_END = /"secret":"(?:[^"\\]|\\.)*"\}$/;

const ReceivedRequest = builder.objectRef<Received>("ReceivedRequest").implement({
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
    body: t.string({
      description: "As it arrived, with the shared secret masked.",
      resolve: ({ body }) => body.replace(SECRET_AT_END, `"secret":${JSON.stringify(maskBodySecret("secret"))}}`),
    }),
    signatureVerified: t.boolean({
      description: "It is signed by a key of a subscription that points at this inbox.",
      resolve: isVerified,
    }),
  }),
});

builder.node(ReceiverInbox, {
  description: "A URL of our own to send to, for trials; it keeps the newest 200 requests.",
  id: { resolve: (inbox) => inbox.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.receiverInboxes.load(id))),
  fields: (t) => ({
    name: t.exposeString("name", { description: "What people call it." }),
    uri: t.string({ description: "What a subscription's URI should be.", resolve: ({ token }) => inboxUri(token) }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    requests: t.field({
      type: [ReceivedRequest],
      description: "What arrived, newest first.",
      complexity: { field: 1, multiplier: 200 },
      resolve: async ({ id, token }, _args, { loaders }) => {
        const [requests, senders] = await Promise.all([
          loaders.receivedRequests.load(id),
          loaders.subscriptionsAtInbox.load(token),
        ]);
        const keys = await Promise.all(senders.map((sender) => loaders.signingKeys.load(sender.id)));
        return requests.map((request) => ({ ...request, senders, keys: keys.flat() }));
      },
    }),
  }),
});

builder.queryFields((t) => ({
  receiverInboxes: t.field({
    type: [ReceiverInbox],
    description: "All inboxes of the built-in receiver, newest first.",
    authScopes: { permission: "READ" },
    resolve: (_root, _args, { viewer }) => listReceiverInboxes(viewer.tenantId),
  }),
  receiverInbox: t.field({
    type: ReceiverInbox,
    nullable: true,
    description: "One inbox; null when the id names none of this tenant.",
    authScopes: { permission: "READ" },
    args: { id: t.arg.id({ required: true, description: "rcv_…" }) },
    resolve: (_root, args, { loaders }) => {
      const id = decodeId("rcv", args.id);
      return id === null ? null : loaders.receiverInboxes.load(id);
    },
  }),
}));

/** Whether one of the signatures is what one of the keys makes; keys that expired since then still count. */
function isVerified({ headers, body, keys }: Received): boolean {
  const given = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const id = given.get("webhook-id");
  const timestamp = Number(given.get("webhook-timestamp"));
  if (!id || !Number.isSafeInteger(timestamp)) return false;
  const unexpired = keys.map((key) => ({ ...key, expiresAt: null }));
  const expected = new Set(buildSignature(id, timestamp, body, unexpired, new Date(timestamp * 1000)).split(" "));
  return (given.get("webhook-signature") ?? "").split(" ").some((one) => one !== "" && expected.has(one));
}
