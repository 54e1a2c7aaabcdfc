/** Mutations of integrations. */
import { changeDefinitions, type DefinitionChange } from "#db/definition-change";
import type { Integration as IntegrationRow } from "#db/integrations";
import { networkPolicy } from "#jobs/network-policy";
import { encodeId } from "#webhooks/id";
import { ACTIONS_MAX, parseIntegration } from "#webhooks/integration";
import type { Parsed, UserError as UserErrorValue } from "#webhooks/user-errors";
import { builder } from "../builder.ts";
import { forgetLoaded } from "../context.ts";
import { endpointFaults } from "../endpoint-faults.ts";
import { restoreIntegration } from "../restore-integration.ts";
import {
  actionFaults,
  changeIntegration,
  createIntegration,
  deleteIntegration,
  externalIdFaults,
  findForChange,
} from "../save-integration.ts";
import { Integration } from "../type-refs.ts";
import { CreateIntegrationInput, RestoreIntegrationInput, UpdateIntegrationInput } from "./integration-input.ts";
import { DeleteInput, DeletePayload, USER_ERRORS_DESCRIPTION } from "./mutation-input.ts";
import { UserError } from "./user-error.ts";

type Payload = { integration: IntegrationRow | null; userErrors: UserErrorValue[] };

const IntegrationPayload = builder.objectRef<Payload>("IntegrationPayload").implement({
  description: "An integration that was made or changed.",
  fields: (t) => ({
    integration: t.field({
      type: Integration,
      nullable: true,
      description: "As it is now; null if the change was refused.",
      resolve: (payload) => payload.integration,
    }),
    userErrors: t.field({
      type: [UserError],
      description: USER_ERRORS_DESCRIPTION,
      resolve: (payload) => payload.userErrors,
    }),
  }),
});

function payloadOf(result: Parsed<IntegrationRow>): Payload {
  return result.ok ? { integration: result.value, userErrors: [] } : { integration: null, userErrors: result.errors };
}

type CreateInput = typeof CreateIntegrationInput.$inferInput;
type UpdateInput = typeof UpdateIntegrationInput.$inferInput;

async function actionEndpointFaults({ actions }: Pick<UpdateInput, "actions">): Promise<UserErrorValue[]> {
  const faults = (actions ?? [])
    .slice(0, ACTIONS_MAX)
    .map(({ newSubscription }, index) =>
      newSubscription ? endpointFaults(newSubscription, ["actions", String(index), "newSubscription"]) : [],
    );
  return (await Promise.all(faults)).flat();
}

async function create(
  change: DefinitionChange,
  input: CreateInput,
  faults: UserErrorValue[],
): Promise<Parsed<IntegrationRow>> {
  const parsed = parseIntegration(input, { partial: false, policy: networkPolicy() });
  const errors = [
    ...(parsed.ok ? [] : parsed.errors),
    ...faults,
    ...(await externalIdFaults(change, input.externalId, null)),
    ...(await actionFaults(change, input.actions)),
  ];
  if (!parsed.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, value: await createIntegration(change, parsed.value) };
}

async function update(
  change: DefinitionChange,
  input: UpdateInput,
  faults: UserErrorValue[],
): Promise<Parsed<IntegrationRow>> {
  const current = await findForChange(change, input.id, input.version);
  const parsed = parseIntegration(input, { partial: true, policy: networkPolicy() });
  const errors = [
    ...current.faults,
    ...(parsed.ok ? [] : parsed.errors),
    ...faults,
    ...(current.row ? await externalIdFaults(change, input.externalId, current.row.id) : []),
    ...(await actionFaults(change, input.actions ?? [])),
  ];
  if (!current.row || !parsed.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, value: await changeIntegration(change, current.row, parsed.value) };
}

builder.mutationFields((t) => ({
  createIntegration: t.field({
    type: IntegrationPayload,
    description: "Makes an integration, and the new subscriptions of its actions with it.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: CreateIntegrationInput, required: true, description: "What it shall be." }) },
    resolve: async (_root, { input }, context) => {
      const faults = await actionEndpointFaults(input);
      const { tenantId, name } = context.viewer;
      const result = await changeDefinitions(tenantId, name, (change) => create(change, input, faults));
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  updateIntegration: t.field({
    type: IntegrationPayload,
    description: "Changes an integration; events that are matched from then on meet the new definition.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: UpdateIntegrationInput, required: true, description: "What changes." }) },
    resolve: async (_root, { input }, context) => {
      const faults = await actionEndpointFaults(input);
      const { tenantId, name } = context.viewer;
      const result = await changeDefinitions(tenantId, name, (change) => update(change, input, faults));
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
  deleteIntegration: t.field({
    type: DeletePayload,
    description: "Deletes an integration. Its history stays; its waiting deliveries go on.",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: DeleteInput, required: true, description: "Which one." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const result = await changeDefinitions(tenantId, name, async (change) => {
        const { row, faults } = await findForChange(change, input.id, input.version);
        if (!row || faults.length > 0) return { ok: false, errors: faults };
        return { ok: true, value: await deleteIntegration(change, row) };
      });
      forgetLoaded(context);
      return result.ok
        ? { deletedId: encodeId("int", result.value.id), userErrors: [] }
        : { deletedId: null, userErrors: result.errors };
    },
  }),
  restoreIntegration: t.field({
    type: IntegrationPayload,
    description: "Makes the definition of an earlier revision the current one (a new revision).",
    authScopes: { permission: "MANAGE" },
    args: { input: t.arg({ type: RestoreIntegrationInput, required: true, description: "Which one, to which." }) },
    resolve: async (_root, { input }, context) => {
      const { tenantId, name } = context.viewer;
      const result = await changeDefinitions(tenantId, name, (change) => restoreIntegration(change, input));
      forgetLoaded(context);
      return payloadOf(result);
    },
  }),
}));
