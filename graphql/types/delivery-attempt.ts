/** Attempts: what was sent, what came back. */
import type { RecordedResponse } from "#db/schema";
import type { AttemptOutcome as OutcomeName } from "#webhooks/outcome";
import { builder } from "../builder.ts";
import { attemptKeyText, parseAttemptKey } from "../node-id.ts";
import { sentBody } from "../sent-body.ts";
import { type AttemptOfDelivery, DeliveryAttempt } from "../type-refs.ts";

export const AttemptOutcome = builder.enumType("AttemptOutcome", {
  description: "What an attempt came to.",
  values: {
    SUCCEEDED: { value: "SUCCEEDED", description: "Answered 2xx." },
    HTTP_ERROR: { value: "HTTP_ERROR", description: "Answered with another status." },
    TIMEOUT: { value: "TIMEOUT", description: "No answer in time." },
    DNS_ERROR: { value: "DNS_ERROR", description: "The host's name has no address." },
    CONNECTION_ERROR: { value: "CONNECTION_ERROR", description: "Refused, or broken off." },
    TLS_ERROR: { value: "TLS_ERROR", description: "The certificate or handshake failed." },
    BLOCKED_ADDRESS: { value: "BLOCKED_ADDRESS", description: "An address that deliveries may not reach." },
    REDIRECT: { value: "REDIRECT", description: "Answered 3xx; redirects are not followed." },
    AUTHENTICATION_ERROR: { value: "AUTHENTICATION_ERROR", description: "Not let in, or no token to get in with." },
    INTERRUPTED: { value: "INTERRUPTED", description: "Broken off on this side; attempted again." },
  } as const satisfies Record<OutcomeName, unknown>,
});

export const HttpHeader = builder.objectRef<[string, string]>("HttpHeader").implement({
  description: "A header.",
  fields: (t) => ({
    name: t.string({ description: "Its name.", resolve: ([name]) => name }),
    value: t.string({ description: "Its value.", resolve: ([, value]) => value }),
  }),
});

const AttemptRequest = builder.objectRef<AttemptOfDelivery>("AttemptRequest").implement({
  description: "As sent, with secret values masked.",
  fields: (t) => ({
    method: t.string({ description: "POST.", resolve: () => "POST" }),
    uri: t.string({ description: "Where to.", resolve: ({ request }) => request.uri }),
    headers: t.field({ type: [HttpHeader], description: "In order.", resolve: ({ request }) => request.headers }),
    body: t.string({
      description: "The whole body; empty when its event is past retention.",
      resolve: (attempt, _args, { loaders }) => sentBody(attempt, loaders),
    }),
  }),
});

const AttemptResponse = builder.objectRef<RecordedResponse & { statusCode: number }>("AttemptResponse").implement({
  description: "As received; at most 16 KiB of the body are kept.",
  fields: (t) => ({
    statusCode: t.exposeInt("statusCode", { description: "The HTTP status." }),
    headers: t.field({ type: [HttpHeader], description: "In order.", resolve: ({ headers }) => headers }),
    body: t.exposeString("body", { description: "The body, as text." }),
    bodyTruncated: t.exposeBoolean("bodyTruncated", { description: "There was more of it." }),
  }),
});

builder.node(DeliveryAttempt, {
  description: "One POST for a delivery; never changes once recorded.",
  id: { resolve: ({ deliveryId, number }) => attemptKeyText({ deliveryId, number }) },
  loadMany: (ids, { loaders }) =>
    Promise.all(
      ids.map(async (id) => {
        const key = parseAttemptKey(id);
        const [attempt, delivery] = await Promise.all([
          loaders.attempts.load(key),
          loaders.deliveries.load(key.deliveryId),
        ]);
        return attempt && delivery && { ...attempt, delivery };
      }),
    ),
  fields: (t) => ({
    number: t.exposeInt("number", { description: "From 1." }),
    outcome: t.field({
      type: AttemptOutcome,
      description: "What it came to.",
      resolve: (attempt) => attempt.outcome,
    }),
    cause: t.exposeString("cause", { description: "One sentence for a person." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When it began." }),
    durationMs: t.exposeInt("durationMs", { description: "How long it took." }),
    statusCode: t.exposeInt("statusCode", { nullable: true, description: "The HTTP status, if there was an answer." }),
    request: t.field({ type: AttemptRequest, description: "What was sent.", resolve: (attempt) => attempt }),
    response: t.field({
      type: AttemptResponse,
      nullable: true,
      description: "What came back; null when nothing did.",
      resolve: ({ response, statusCode }) => (response && statusCode !== null ? { ...response, statusCode } : null),
    }),
  }),
});
