/** Mutations that start an attempt: retrying a delivery, trying a subscription. */
import type { Delivery as DeliveryRow } from "#db/deliveries";
import { cancelDelivery } from "#jobs/cancel-delivery";
import { retryDelivery } from "#jobs/retry-delivery";
import { decodeId } from "#webhooks/id";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { auditDelivery } from "../audit-trail.ts";
import { builder } from "../builder.ts";
import { type Context, forgetLoaded } from "../context.ts";
import { testSubscription } from "../test-subscription.ts";
import { Delivery } from "../type-refs.ts";
import { notFound } from "../user-faults.ts";
import { IdInput, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { TestWebhookSubscriptionInput } from "./subscription-input.ts";
import { UserError } from "./user-error.ts";

type Payload = { delivery: DeliveryRow | null; userErrors: UserErrorValue[] };

const DeliveryPayload = builder.objectRef<Payload>("DeliveryPayload").implement({
  description: "A delivery that was changed or made.",
  fields: (t) => ({
    delivery: t.field({
      type: Delivery,
      nullable: true,
      description: "As it is now; null if it was refused.",
      resolve: (payload) => payload.delivery,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

function refused(...userErrors: UserErrorValue[]): Payload {
  return { delivery: null, userErrors };
}

async function loaded(id: string, context: Context): Promise<Payload> {
  forgetLoaded(context);
  return { delivery: await context.loaders.deliveries.load(id), userErrors: [] };
}

async function retry(publicId: string, context: Context): Promise<Payload> {
  const { viewer } = context;
  const id = decodeId("dlv", publicId);
  const audit = auditDelivery(viewer, "retried");
  const outcome = id === null ? "not-found" : await retryDelivery(viewer.tenantId, id, audit);
  if (id === null || outcome === "not-found") return refused(notFound("delivery", publicId, ["id"]));
  if (outcome === "queued") return loaded(id, context);
  const message =
    outcome === "deleted"
      ? "The subscription of this delivery was deleted; there is nowhere to send it."
      : "An attempt of this delivery is under way; it can be retried when that has ended.";
  return refused({ code: "NOT_ALLOWED_NOW", message, path: ["id"] });
}

async function cancel(publicId: string, context: Context): Promise<Payload> {
  const { viewer } = context;
  const id = decodeId("dlv", publicId);
  const audit = auditDelivery(viewer, "cancelled");
  const result = id === null ? null : await cancelDelivery(viewer.tenantId, id, viewer.name, audit);
  if (id === null || result === null) return refused(notFound("delivery", publicId, ["id"]));
  if (result.isCancelled) return loaded(id, context);
  const message = `The delivery is ${result.before.status}; only one that waits can be cancelled.`;
  return refused({ code: "NOT_ALLOWED_NOW", message, path: ["id"] });
}

async function test(input: typeof TestWebhookSubscriptionInput.$inferInput, context: Context): Promise<Payload> {
  const tested = await testSubscription(context, input);
  return tested.ok ? loaded(tested.value, context) : refused(...tested.errors);
}

builder.mutationFields((t) => ({
  retryDelivery: t.field({
    type: DeliveryPayload,
    description:
      "One more attempt now, whatever the status; the same delivery, the same webhook-id. Also where integrations are not enabled: what was matched before is still owed to the receiver.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which delivery." }) },
    resolve: (_root, { input }, context) => retry(input.id, context),
  }),
  cancelDelivery: t.field({
    type: DeliveryPayload,
    description:
      "Gives up a delivery that waits (PENDING, RETRYING or HELD). An attempt under way may still arrive. Also where integrations are not enabled: what was matched before is still owed to the receiver, unless somebody gives it up.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which delivery." }) },
    resolve: (_root, { input }, context) => cancel(input.id, context),
  }),
  testWebhookSubscription: t.field({
    type: DeliveryPayload,
    description:
      "Sends 'Ping!' (or `event`) now, also where the subscription is not active, and answers with the finished delivery. Counts in history as TEST.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: TestWebhookSubscriptionInput, required: true, description: "Which subscription." }) },
    resolve: (_root, { input }, context) => test(input, context),
  }),
}));
