/** Mutations of API keys. */
import { changeAccount } from "#db/account-change";
import type { ApiKey as ApiKeyRow } from "#db/api-keys";
import { parseApiKey } from "#webhooks/api-key";
import type { UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { type Context, forgetLoaded } from "../context.ts";
import { createApiKey, revoke } from "../save-api-key.ts";
import { ApiKey } from "../type-refs.ts";
import { IdInput, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";
import { Permission } from "./viewer.ts";

type Payload = { apiKey: ApiKeyRow | null; userErrors: UserErrorValue[] };
type CreatePayload = Payload & { secret: string | null };

const CreateApiKeyPayload = builder.objectRef<CreatePayload>("CreateApiKeyPayload").implement({
  description: "An API key that was made.",
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: "Null if it was refused.",
      resolve: (payload) => payload.apiKey,
    }),
    secret: t.exposeString("secret", {
      nullable: true,
      description: "The key itself, to be sent as `x-api-key`. Shown this once and never again.",
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const ApiKeyPayload = builder.objectRef<Payload>("ApiKeyPayload").implement({
  description: "An API key that was changed.",
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: "As it is now; null if the change was refused.",
      resolve: (payload) => payload.apiKey,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

const CreateApiKeyInput = builder.inputType("CreateApiKeyInput", {
  description: "A new API key.",
  fields: (t) => ({
    name: t.string({ required: true, description: "1 to 200 characters; what uses the key." }),
    permissions: t.field({ type: [Permission], required: true, description: "At least one." }),
    expiresAt: t.field({ type: "DateTime", description: "In the future; never by default." }),
  }),
});

async function create(input: typeof CreateApiKeyInput.$inferInput, { viewer }: Context): Promise<CreatePayload> {
  const parsed = parseApiKey(input, new Date());
  if (!parsed.ok) return { apiKey: null, secret: null, userErrors: parsed.errors };
  const { tenantId, name } = viewer;
  const made = await changeAccount(tenantId, name, (change) => createApiKey(change, parsed.value));
  return { ...made, userErrors: [] };
}

builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreateApiKeyPayload,
    description: "Makes an API key.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: "What it shall be." }) },
    resolve: (_root, { input }, context) => create(input, context),
  }),
  revokeApiKey: t.field({
    type: ApiKeyPayload,
    description: "Ends an API key: the next request with it is refused. One that is revoked already stays as it is.",
    authScopes: { permission: "ADMINISTER" },
    args: { input: t.arg({ type: IdInput, required: true, description: "Which key." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const result = await changeAccount(tenantId, name, (change) => revoke(change, input.id, new Date()));
      forgetLoaded(context);
      return result.ok ? { apiKey: result.value, userErrors: [] } : { apiKey: null, userErrors: result.errors };
    },
  }),
}));
