/** Mutations of subscriptions. */
import { changeDefinitions, type DefinitionChange } from "#db/definition-change";
import { listSigningKeys } from "#db/signing-keys";
import type { Subscription } from "#db/subscriptions";
import { encodeId } from "#webhooks/id";
import type { Parsed, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { forgetLoaded } from "../context.ts";
import { findForChange, rotateSigningKey } from "../save-subscription.ts";
import { addSubscription, editSubscription, removeSubscription } from "../subscription-changes.ts";
import { WebhookSubscription } from "../type-refs.ts";
import { DeleteInput, DeletePayload, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import {
  CreateWebhookSubscriptionInput,
  RotateSigningKeyInput,
  UpdateWebhookSubscriptionInput,
} from "./subscription-input.ts";
import { UserError } from "./user-error.ts";

const OVERLAP_HOURS_DEFAULT = 24;
const OVERLAP_HOURS_MAX = 168;
/** Of one subscription, at once. */
const SIGNING_KEYS_MAX = 8;

type Payload = { webhookSubscription: Subscription | null; userErrors: UserErrorValue[] };

const WebhookSubscriptionPayload = builder.objectRef<Payload>("WebhookSubscriptionPayload").implement({
  description: "A subscription that was made or changed.",
  fields: (t) => ({
    webhookSubscription: t.field({
      type: WebhookSubscription,
      nullable: true,
      description: "As it is now; null if the change was refused.",
      resolve: (payload) => payload.webhookSubscription,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

function payloadOf(result: Parsed<Subscription>): Payload {
  return result.ok
    ? { webhookSubscription: result.value, userErrors: [] }
    : { webhookSubscription: null, userErrors: result.errors };
}

async function rotate(change: DefinitionChange, publicId: string, overlapHours: number): Promise<Parsed<Subscription>> {
  const current = await findForChange(change, publicId, null);
  const errors = [...current.faults];
  if (overlapHours < 0 || overlapHours > OVERLAP_HOURS_MAX) {
    const message = `overlapHours is ${overlapHours}; 0 to ${OVERLAP_HOURS_MAX} is expected.`;
    errors.push({ code: overlapHours < 0 ? "INVALID" : "LIMIT_EXCEEDED", message, path: ["overlapHours"] });
  }
  if (!current.row || errors.length > 0) return { ok: false, errors };
  const crowd = overlapHours > 0 ? await crowdFault(change, current.row) : null;
  if (crowd) return { ok: false, errors: [crowd] };
  return { ok: true, value: await rotateSigningKey(change, current.row, overlapHours) };
}

/** Every key that signs makes each request longer, and receivers take a header of a few kilobytes at the most. */
async function crowdFault({ tx, tenantId }: DefinitionChange, { id }: Subscription): Promise<UserErrorValue | null> {
  const keys = (await listSigningKeys(tenantId, [id], tx)).get(id) ?? [];
  const ends = keys.flatMap(({ expiresAt }) => (expiresAt && expiresAt > new Date() ? [expiresAt.getTime()] : []));
  if (ends.length + 1 < SIGNING_KEYS_MAX) return null;
  const message =
    `${ends.length + 1} keys sign already, which is as many as can; one ends at ${new Date(Math.min(...ends)).toISOString()}. ` +
    "A rotation without overlap (overlapHours 0) ends them all at once.";
  return { code: "LIMIT_EXCEEDED", message, path: ["overlapHours"] };
}

builder.mutationFields((t) => ({
  createWebhookSubscription: t.field({
    type: WebhookSubscriptionPayload,
    description: "Makes a subscription, with a first signing key.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: CreateWebhookSubscriptionInput, required: true, description: "What it shall be." }) },
    resolve: async (_root, { input }, context) => {
      const result = await addSubscription(context.viewer, input);
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  updateWebhookSubscription: t.field({
    type: WebhookSubscriptionPayload,
    description: "Changes a subscription. Deliveries that wait go to the new URI with the new security.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: UpdateWebhookSubscriptionInput, required: true, description: "What changes." }) },
    resolve: async (_root, { input }, context) => {
      const result = await editSubscription(context.viewer, input);
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  deleteWebhookSubscription: t.field({
    type: DeletePayload,
    description: "Deletes a subscription that no integration uses; what waits for it is cancelled, its history stays.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which one." }) },
    resolve: async (_root, { input }, context) => {
      const result = await removeSubscription(context.viewer, input);
      forgetLoaded(context);
      return result.ok
        ? { deletedId: encodeId("sub", result.value.id), userErrors: [] }
        : { deletedId: null, userErrors: result.errors };
    },
  }),
  rotateSigningKey: t.field({
    type: WebhookSubscriptionPayload,
    description: "A new signing key at once; the ones before it go on signing for `overlapHours`.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: RotateSigningKeyInput, required: true, description: "Of which subscription." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const overlapHours = input.overlapHours ?? OVERLAP_HOURS_DEFAULT;
      const result = await changeDefinitions(tenantId, name, (change) => rotate(change, input.id, overlapHours));
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
}));
