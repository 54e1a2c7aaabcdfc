/**
 * Changes of subscriptions as they are asked for, whichever door they come through: the input is read, faults of every
 * kind are found at once, and what is right is written in one transaction. Writing itself is save-subscription's.
 */
import { changeDefinitions, type DefinitionChange } from "#db/definition-change";
import type { Subscription } from "#db/subscriptions";
import { networkPolicy } from "#jobs/network-policy";
import { parseSubscription } from "#webhooks/subscription";
import type { Parsed, UserError } from "#webhooks/user-errors";
import { endpointFaults } from "./endpoint-faults.ts";
import {
  changeSubscription,
  createSubscription,
  deleteSubscription,
  externalIdFaults,
  findForChange,
  inUseFaults,
} from "./save-subscription.ts";
import type { Viewer } from "./viewer.ts";

/** The fields of `CreateWebhookSubscriptionInput`, whether or not they are any good. */
export type SubscriptionInput = { readonly [field: string]: unknown };
/** The subscription's public id, and the version that its caller has seen, if that matters to them. */
type Target = { id: string; version?: number | null | undefined };

/** `formFaults`: what is wrong with the input already; told with everything else, and nothing is written. */
export async function addSubscription(
  viewer: Viewer,
  input: SubscriptionInput,
  formFaults: readonly UserError[] = [],
): Promise<Parsed<Subscription>> {
  const faults = [...formFaults, ...(await endpointFaults(input, []))];
  return changeDefinitions(viewer.tenantId, viewer.name, (change) => add(change, input, faults));
}

async function add(
  change: DefinitionChange,
  input: SubscriptionInput,
  faults: UserError[],
): Promise<Parsed<Subscription>> {
  const parsed = parseSubscription(input, { partial: false, policy: networkPolicy() });
  const errors = [
    ...(parsed.ok ? [] : parsed.errors),
    ...faults,
    ...(await externalIdFaults(change, input.externalId, null, [])),
  ];
  if (!parsed.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, value: await createSubscription(change, parsed.value) };
}

/** Absent fields stay as they are. `formFaults` as above. */
export async function editSubscription(
  viewer: Viewer,
  input: SubscriptionInput & Target,
  formFaults: readonly UserError[] = [],
): Promise<Parsed<Subscription>> {
  const faults = [...formFaults, ...(await endpointFaults(input, []))];
  return changeDefinitions(viewer.tenantId, viewer.name, (change) => edit(change, input, faults));
}

async function edit(
  change: DefinitionChange,
  input: SubscriptionInput & Target,
  faults: UserError[],
): Promise<Parsed<Subscription>> {
  const current = await findForChange(change, input.id, input.version);
  const retryPolicy = current.row?.retryPolicy;
  const parsed = parseSubscription(input, {
    partial: true,
    policy: networkPolicy(),
    ...(retryPolicy && { retryPolicy }),
  });
  const errors = [...current.faults, ...(parsed.ok ? [] : parsed.errors), ...faults];
  if (current.row) {
    errors.push(...(await externalIdFaults(change, input.externalId, current.row.id, [])));
    const isMadeDirect = input.mode === "DIRECT" && current.row.mode !== "DIRECT";
    if (isMadeDirect) errors.push(...(await inUseFaults(change, current.row, ["mode"], "become DIRECT")));
  }
  if (!current.row || !parsed.ok || errors.length > 0) return { ok: false, errors };
  return { ok: true, value: await changeSubscription(change, current.row, parsed.value) };
}

export function removeSubscription(viewer: Viewer, { id, version }: Target): Promise<Parsed<Subscription>> {
  return changeDefinitions(viewer.tenantId, viewer.name, async (change) => {
    const { row, faults } = await findForChange(change, id, version);
    const errors = [...faults, ...(row ? await inUseFaults(change, row, ["id"], "be deleted") : [])];
    if (!row || errors.length > 0) return { ok: false, errors };
    return { ok: true, value: await deleteSubscription(change, row) };
  });
}
