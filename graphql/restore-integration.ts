/** Bringing back what an integration was at an earlier revision, as far as its subscriptions still allow it. */
import type { DefinitionChange } from "#db/definition-change";
import { findRevision } from "#db/integration-revisions";
import type { Integration } from "#db/integrations";
import { encodeId } from "#webhooks/id";
import type { Parsed } from "#webhooks/user-errors";
import { actionFaults, changeIntegration, findForChange } from "./save-integration.ts";
import { notFound } from "./user-faults.ts";

/** The name, switch, trigger, filters, watch for silence and actions of the revision; its externalId stays what it is now. */
export async function restoreIntegration(
  change: DefinitionChange,
  input: { id: string; revision: number; version?: number | null | undefined },
): Promise<Parsed<Integration>> {
  const current = await findForChange(change, input.id, input.version);
  if (!current.ok) return current;
  const path = ["revision"];
  const revision = await findRevision(change.tx, change.tenantId, current.value.id, input.revision);
  if (!revision) return { ok: false, errors: [notFound("revision", String(input.revision), path)] };
  const actions = revision.subscriptionIds.map((id) => ({
    type: "WEBHOOK" as const,
    subscriptionId: encodeId("sub", id),
  }));
  const faults = await actionFaults(change, actions);
  if (faults.length > 0) return { ok: false, errors: faults.map((fault) => ({ ...fault, code: "INVALID", path })) };
  const { name, isEnabled, trigger, filters, quietAfterHours } = revision;
  const fields = { name, isEnabled, trigger, filters, quietAfterHours, actions };
  return { ok: true, value: await changeIntegration(change, current.value, fields) };
}
