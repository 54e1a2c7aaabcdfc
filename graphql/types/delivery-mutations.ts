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

/** The changed delivery, once the trail tells of it. */
async function changed(verb: "retried" | "cancelled", before: DeliveryRow, context: Context): Promise<Payload> {
  const payload = await loaded(before.id, context);
  if (payload.delivery) await auditDelivery(context, verb, before, payload.delivery);
  return payload;
}

async function retry(publicId: string, context: Context): Promise<Payload> {
  const id = decodeId("dlv", publicId);
  const before = id === null ? null : await context.loaders.deliveries.load(id);
  const result = before === null ? "not-found" : await retryDelivery(context.viewer.tenantId, before.id);
  if (before === null || result === "not-found") return refused(notFound("delivery", publicId, ["id"]));
  if (result === "in-flight") {
    const message = "An attempt of this delivery is under way; it can be retried when that has ended.";
    return refused({ code: "NOT_ALLOWED_NOW", message, path: ["id"] });
  }
  return changed("retried", before, context);
}

async function cancel(publicId: string, context: Context): Promise<Payload> {
  const { tenantId, name } = context.viewer;
  const id = decodeId("dlv", publicId);
  const delivery = id === null ? null : await context.loaders.deliveries.load(id);
  if (delivery === null) return refused(notFound("delivery", publicId, ["id"]));
  if (await cancelDelivery(tenantId, delivery.id, name)) return changed("cancelled", delivery, context);
  const message = `The delivery is ${delivery.status}; only one that waits can be cancelled.`;
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
