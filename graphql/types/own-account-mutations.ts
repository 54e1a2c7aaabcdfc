/** Mutations of one's own account, for everybody who is signed in. */
import type { User as UserRow } from "#db/users";
import type { Parsed, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { forgetLoaded } from "../context.ts";
import { changeOwnName, changeOwnPassword } from "../own-account.ts";
import { User } from "../type-refs.ts";
import { USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

type Payload = { user: UserRow | null; userErrors: UserErrorValue[] };

const OwnAccountPayload = builder.objectRef<Payload>("OwnAccountPayload").implement({
  description: "One's own account after a change.",
  fields: (t) => ({
    user: t.field({
      type: User,
      nullable: true,
      description: "As it is now; null if the change was refused.",
      resolve: (payload) => payload.user,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const ChangeOwnNameInput = builder.inputType("ChangeOwnNameInput", {
  description: "A new name of one's own.",
  fields: (t) => ({ name: t.string({ required: true, description: "1 to 200 characters." }) }),
});

const ChangeOwnPasswordInput = builder.inputType("ChangeOwnPasswordInput", {
  description: "A new password of one's own.",
  fields: (t) => ({
    currentPassword: t.string({
      required: true,
      description: "The one that holds now. After ten wrong ones within a quarter of an hour none is looked at.",
    }),
    newPassword: t.string({ required: true, description: "12 to 256 characters, and not the current one." }),
  }),
});

function payloadOf(result: Parsed<UserRow>): Payload {
  return result.ok ? { user: result.value, userErrors: [] } : { user: null, userErrors: result.errors };
}

builder.mutationFields((t) => ({
  changeOwnName: t.field({
    type: OwnAccountPayload,
    description: "Changes the name of whoever is signed in. NOT_ALLOWED_NOW for an API key.",
    args: { input: t.arg({ type: ChangeOwnNameInput, required: true, description: "The new name." }) },
    resolve: async (_root, { input }, context) => {
      const result = await changeOwnName(context.viewer, input);
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  changeOwnPassword: t.field({
    type: OwnAccountPayload,
    description:
      "Changes the password of whoever is signed in, and ends all their sessions, this one too. NOT_ALLOWED_NOW for an API key, and after too many wrong passwords.",
    args: { input: t.arg({ type: ChangeOwnPasswordInput, required: true, description: "Both passwords." }) },
    resolve: async (_root, { input }, context) => {
      const result = await changeOwnPassword(context.viewer, input);
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
}));
