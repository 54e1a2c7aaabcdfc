/** Mutations of users. */
import { changeAccount } from "#db/account-change";
import { hashPassword } from "#db/password-hash";
import type { User as UserRow } from "#db/users";
import { encodeId } from "#webhooks/id";
import { parseNewUser, parseUserChange } from "#webhooks/user";
import type { Parsed, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { type Context, forgetLoaded } from "../context.ts";
import { changeUser, createUser, findForChange, removeUser } from "../save-user.ts";
import { forgetFailedSignIns } from "../sign-in-limit.ts";
import { User } from "../type-refs.ts";
import { DeletePayload, IdInput, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { Role } from "./user.ts";
import { UserError } from "./user-error.ts";

const PASSWORD_DESCRIPTION = "12 to 256 characters.";

type Payload = { user: UserRow | null; userErrors: UserErrorValue[] };

const UserPayload = builder.objectRef<Payload>("UserPayload").implement({
  description: "A user that was made or changed.",
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

const CreateUserInput = builder.inputType("CreateUserInput", {
  description: "A new user.",
  fields: (t) => ({
    email: t.string({ required: true, description: "Not taken by anybody, whatever its letter case." }),
    name: t.string({ required: true, description: "1 to 200 characters." }),
    role: t.field({ type: Role, required: true, description: "What the person may do." }),
    password: t.string({ required: true, description: PASSWORD_DESCRIPTION }),
  }),
});

const UpdateUserInput = builder.inputType("UpdateUserInput", {
  description: "Changes of a user; absent fields stay as they are.",
  fields: (t) => ({
    id: t.id({ required: true, description: "Which user." }),
    name: t.string({ description: "1 to 200 characters." }),
    role: t.field({ type: Role, description: "A new role ends the user's sessions." }),
    password: t.string({ description: `${PASSWORD_DESCRIPTION} A new password ends the user's sessions.` }),
  }),
});

type CreateInput = typeof CreateUserInput.$inferInput;
type UpdateInput = typeof UpdateUserInput.$inferInput;

function payloadOf(result: Parsed<UserRow>): Payload {
  return result.ok ? { user: result.value, userErrors: [] } : { user: null, userErrors: result.errors };
}

async function create(input: CreateInput, { viewer }: Context): Promise<Parsed<UserRow>> {
  const parsed = parseNewUser(input);
  if (!parsed.ok) return parsed;
  const { password, ...fields } = parsed.value;
  const passwordHash = await hashPassword(password);
  return changeAccount(viewer.tenantId, viewer.name, (change) => createUser(change, { ...fields, passwordHash }));
}

async function update(input: UpdateInput, { viewer }: Context): Promise<Parsed<UserRow>> {
  const parsed = parseUserChange(input);
  const passwordHash = parsed.ok && parsed.value.password ? await hashPassword(parsed.value.password) : null;
  const result = await changeAccount(viewer.tenantId, viewer.name, async (change): Promise<Parsed<UserRow>> => {
    const current = await findForChange(change, input.id);
    const errors = [...(current.ok ? [] : current.errors), ...(parsed.ok ? [] : parsed.errors)];
    if (!current.ok || !parsed.ok) return { ok: false, errors };
    const { password: _, ...fields } = parsed.value;
    return changeUser(change, current.value, { ...fields, ...(passwordHash && { passwordHash }) });
  });
  if (result.ok && passwordHash) forgetFailedSignIns(result.value.email);
  return result;
}

builder.mutationFields((t) => ({
  createUser: t.field({
    type: UserPayload,
    description: "Makes a user, who can sign in at once.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: CreateUserInput, required: true, description: "Who it is." }) },
    resolve: async (_root, { input }, context) => payloadOf(await create(input, context)),
  }),
  updateUser: t.field({
    type: UserPayload,
    description: "Changes a user. The last ADMIN keeps the role.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: UpdateUserInput, required: true, description: "What changes." }) },
    resolve: async (_root, { input }, context) => {
      const result = await update(input, context);
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  deleteUser: t.field({
    type: DeletePayload,
    description: "Removes a user, whose sessions end at once. The last ADMIN cannot be removed (NOT_ALLOWED_NOW).",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which user." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const result = await changeAccount(tenantId, name, async (change) => {
        const current = await findForChange(change, input.id);
        return current.ok ? removeUser(change, current.value) : current;
      });
      forgetLoaded(context);
      return result.ok
        ? { deletedId: encodeId("usr", result.value.id), userErrors: [] }
        : { deletedId: null, userErrors: result.errors };
    },
  }),
}));
