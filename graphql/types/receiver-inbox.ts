/** The built-in receiver: inboxes with URLs of our own, and what they answer. */
import { listReceiverInboxes } from "#db/receiver-inboxes";
import { decodeId } from "#webhooks/id";
import { REQUESTS_KEPT, type ReceiverAnswer as ReceiverAnswerValue } from "#webhooks/receiver-inbox";
import { builder } from "../builder.ts";
import { badUserInput } from "../errors.ts";
import { inboxUri } from "../inbox-uri.ts";
import { ReceivedRequest, ReceiverInbox, WebhookSubscription } from "../type-refs.ts";

const FIRST_DEFAULT = 25;

type AnswerOfInbox = ReceiverAnswerValue & { timesLeft: number | null };

const ReceiverAnswer = builder.objectRef<AnswerOfInbox>("ReceiverAnswer").implement({
  description: "What an inbox answers in place of 202.",
  fields: (t) => ({
    statusCode: t.exposeInt("statusCode", { description: "The HTTP status." }),
    delaySeconds: t.exposeInt("delaySeconds", { description: "How long a request waits for it." }),
    retryAfterSeconds: t.exposeInt("retryAfterSeconds", {
      nullable: true,
      description: "Sent as `Retry-After`; null: no such header.",
    }),
    body: t.exposeString("body", { nullable: true, description: "Sent as JSON if it is some, else as plain text." }),
    times: t.exposeInt("times", {
      nullable: true,
      description: "Only so many requests get it, and those after them 202; null: all get it.",
    }),
    timesLeft: t.exposeInt("timesLeft", {
      nullable: true,
      description: "How many requests get it from now on; null: all get it.",
    }),
  }),
});

builder.node(ReceiverInbox, {
  description: `A URL of our own to send to, for trials; it keeps the newest ${REQUESTS_KEPT} requests.`,
  id: { resolve: (inbox) => inbox.id },
  loadMany: (ids, { loaders }) => Promise.all(ids.map((id) => loaders.receiverInboxes.load(id))),
  fields: (t) => ({
    name: t.exposeString("name", { description: "What people call it." }),
    uri: t.string({ description: "What a subscription's URI should be.", resolve: ({ token }) => inboxUri(token) }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      nullable: true,
      description: "It is gone from then on, with what it got; null: it stays until it is deleted.",
    }),
    answer: t.field({
      type: ReceiverAnswer,
      nullable: true,
      description: "What it answers; null: 202 at once.",
      resolve: ({ answer, answersLeft }) => answer && { ...answer, timesLeft: answersLeft },
    }),
    subscriptions: t.field({
      type: [WebhookSubscription],
      description: "Those whose URI it is now.",
      resolve: async ({ token }, _args, { loaders }) =>
        (await loaders.subscriptionsAtInbox.load(token)).filter(({ deletedAt }) => deletedAt === null),
    }),
    requestCount: t.int({
      description: "How many requests it keeps.",
      resolve: ({ id }, _args, { loaders }) => loaders.receivedCount.load(id),
    }),
    requests: t.field({
      type: [ReceivedRequest],
      description: "What arrived, newest first.",
      authScopes: { permission: "READ" },
      args: {
        first: t.arg.int({ description: `At most so many, 0 to ${REQUESTS_KEPT}; ${FIRST_DEFAULT} by default.` }),
      },
      complexity: ({ first }) => ({ field: 1, multiplier: Math.max(0, first ?? FIRST_DEFAULT) }),
      resolve: async ({ id, token }, { first }, { loaders }) => {
        const [requests, senders] = await Promise.all([
          loaders.receivedRequests.load({ id, first: boundedFirst(first) }),
          loaders.subscriptionsAtInbox.load(token),
        ]);
        return requests.map((request) => ({ ...request, senders }));
      },
    }),
  }),
});

function boundedFirst(first: number | null | undefined): number {
  const wanted = first ?? FIRST_DEFAULT;
  if (wanted >= 0 && wanted <= REQUESTS_KEPT) return wanted;
  throw badUserInput(`first is ${wanted}; 0 to ${REQUESTS_KEPT} is expected.`);
}

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
