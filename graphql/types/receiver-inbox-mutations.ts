/** Mutations of the built-in receiver's inboxes. */
import { changeAccount } from "#db/account-change";
import type { ReceiverInbox as ReceiverInboxRow } from "#db/receiver-inboxes";
import { encodeId } from "#webhooks/id";
import {
  ANSWER_DELAY_SECONDS_MAX,
  EXPIRES_IN_DAYS_DEFAULT,
  EXPIRES_IN_DAYS_MAX,
  INBOXES_MAX,
} from "#webhooks/receiver-inbox";
import type { Parsed, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { type Context, forgetLoaded } from "../context.ts";
import { changeInbox, clearInbox, createInbox, removeInbox } from "../save-receiver-inbox.ts";
import { ReceiverInbox } from "../type-refs.ts";
import { DeletePayload, IdInput, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

type Payload = { receiverInbox: ReceiverInboxRow | null; userErrors: UserErrorValue[] };

const ReceiverInboxPayload = builder.objectRef<Payload>("ReceiverInboxPayload").implement({
  description: "An inbox that was made or changed.",
  fields: (t) => ({
    receiverInbox: t.field({
      type: ReceiverInbox,
      nullable: true,
      description: "As it is now; null if the change was refused.",
      resolve: (payload) => payload.receiverInbox,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const ReceiverAnswerInput = builder.inputType("ReceiverAnswerInput", {
  description: "What an inbox shall answer in place of 202.",
  fields: (t) => ({
    statusCode: t.int({ required: true, description: "200 to 599." }),
    delaySeconds: t.int({
      description: `0 to ${ANSWER_DELAY_SECONDS_MAX}, 0 by default. While 100 answers of a server wait, others do not.`,
    }),
    retryAfterSeconds: t.int({ description: "0 to 86,400; sent as `Retry-After`." }),
    body: t.string({ description: "At most 4,000 characters." }),
    times: t.int({ description: "1 to 1,000: only the next so many requests get it, and those after them 202." }),
  }),
});

const NAME_DESCRIPTION = "1 to 200 characters";
const EXPIRY_DESCRIPTION = `1 to ${EXPIRES_IN_DAYS_MAX}, from now on; null: it stays until it is deleted`;

const CreateReceiverInboxInput = builder.inputType("CreateReceiverInboxInput", {
  description: "A new inbox.",
  fields: (t) => ({
    name: t.string({ description: `${NAME_DESCRIPTION}; "Inbox" and a number by default.` }),
    expiresInDays: t.int({ description: `${EXPIRY_DESCRIPTION}. Default: ${EXPIRES_IN_DAYS_DEFAULT}.` }),
    answer: t.field({ type: ReceiverAnswerInput, description: "By default it answers 202 at once." }),
  }),
});

const UpdateReceiverInboxInput = builder.inputType("UpdateReceiverInboxInput", {
  description: "Changes of an inbox; absent fields stay as they are.",
  fields: (t) => ({
    id: t.id({ required: true, description: "rcv_…" }),
    name: t.string({ description: `${NAME_DESCRIPTION}.` }),
    expiresInDays: t.int({ description: `${EXPIRY_DESCRIPTION}.` }),
    answer: t.field({ type: ReceiverAnswerInput, description: "Begins anew, also its `times`; null: 202 at once." }),
  }),
});

async function save(context: Context, saving: Promise<Parsed<ReceiverInboxRow>>): Promise<Payload> {
  const result = await saving;
  forgetLoaded(context);
  return result.ok
    ? { receiverInbox: result.value, userErrors: [] }
    : { receiverInbox: null, userErrors: result.errors };
}

builder.mutationFields((t) => ({
  createReceiverInbox: t.field({
    type: ReceiverInboxPayload,
    description: `Makes an inbox with a URL of its own; there are at most ${INBOXES_MAX} at once.`,
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: CreateReceiverInboxInput, required: true, description: "What it shall be." }) },
    resolve: (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      return save(
        context,
        changeAccount(tenantId, name, (change) => createInbox(change, input)),
      );
    },
  }),
  updateReceiverInbox: t.field({
    type: ReceiverInboxPayload,
    description: "Changes an inbox: its name, how long it stays, what it answers from the next request on.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: UpdateReceiverInboxInput, required: true, description: "What changes." }) },
    resolve: (_root, { input: { id, ...fields } }, context) => {
      const { tenantId, name } = context.viewer;
      return save(
        context,
        changeAccount(tenantId, name, (change) => changeInbox(change, id, fields)),
      );
    },
  }),
  clearReceiverInbox: t.field({
    type: ReceiverInboxPayload,
    description: "Forgets what an inbox got; its URL and its answer stay.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which inbox." }) },
    resolve: (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      return save(
        context,
        changeAccount(tenantId, name, (change) => clearInbox(change, input.id)),
      );
    },
  }),
  deleteReceiverInbox: t.field({
    type: DeletePayload,
    description: "Deletes an inbox with what it got; what is sent to its URL from then on is answered with 404.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which inbox." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const result = await changeAccount(tenantId, name, (change) => removeInbox(change, input.id));
      forgetLoaded(context);
      return result.ok
        ? { deletedId: encodeId("rcv", result.value.id), userErrors: [] }
        : { deletedId: null, userErrors: result.errors };
    },
  }),
}));
