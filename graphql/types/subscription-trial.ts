/** Trying a subscription before it is saved: the mutation, its input and what it answers. */
import type { FinishedAttempt } from "#jobs/record-attempts";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { tryOut } from "../try-subscription.ts";
import { AttemptOutcome } from "./delivery-attempt.ts";
import { USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { CreateWebhookSubscriptionInput, UpdateWebhookSubscriptionInput } from "./subscription-input.ts";
import { UserError } from "./user-error.ts";

const TryWebhookSubscriptionInput = builder.inputType("TryWebhookSubscriptionInput", {
  description: "What to try: a subscription that is not there yet, or one as it would be after a change.",
  fields: (t) => ({
    newSubscription: t.field({ type: CreateWebhookSubscriptionInput, description: "As it would be made." }),
    changedSubscription: t.field({
      type: UpdateWebhookSubscriptionInput,
      description:
        "As it would be changed; what is absent, secrets too, is as it is stored. `version` is not looked at.",
    }),
    event: t.field({ type: "JSON", description: "What to send; 'Ping!' when absent." }),
  }),
});

const SubscriptionTrial = builder.objectRef<FinishedAttempt>("SubscriptionTrial").implement({
  description: "What one request to an unsaved subscription came to; it is not kept.",
  fields: (t) => ({
    outcome: t.field({ type: AttemptOutcome, description: "What it came to.", resolve: ({ outcome }) => outcome }),
    cause: t.exposeString("cause", { description: "One sentence for a person." }),
    durationMs: t.exposeInt("durationMs", { description: "How long it took." }),
    statusCode: t.exposeInt("statusCode", { nullable: true, description: "The HTTP status, if there was an answer." }),
    body: t.string({
      nullable: true,
      description: "What was answered, at most 16 KiB of it, with secrets masked; null when nothing was.",
      resolve: ({ response }) => response?.body ?? null,
    }),
  }),
});

type Payload = { trial: FinishedAttempt | null; userErrors: UserErrorValue[] };

const TryWebhookSubscriptionPayload = builder.objectRef<Payload>("TryWebhookSubscriptionPayload").implement({
  description: "A trial of a subscription that is not saved.",
  fields: (t) => ({
    trial: t.field({
      type: SubscriptionTrial,
      nullable: true,
      description: "Null if it was refused, in which case nothing was sent.",
      resolve: ({ trial }) => trial,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: ({ userErrors }) => userErrors,
    }),
  }),
});

builder.mutationField("tryWebhookSubscription", (t) =>
  t.field({
    type: TryWebhookSubscriptionPayload,
    description:
      "Sends 'Ping!' (or `event`) once to a subscription before it is saved, and answers with what came of it. Checked as at saving; nothing is stored but the audit entry.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: TryWebhookSubscriptionInput, required: true, description: "What to try." }) },
    resolve: async (_root, { input }, { viewer }) => {
      const tried = await tryOut(viewer, input);
      return tried.ok ? { trial: tried.value, userErrors: [] } : { trial: null, userErrors: tried.errors };
    },
  }),
);
