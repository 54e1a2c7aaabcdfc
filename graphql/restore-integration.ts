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
  const { row, faults } = await findForChange(change, input.id, input.version);
  if (!row) return { ok: false, errors: faults };
  const path = ["revision"];
  const revision = await findRevision(change.tx, change.tenantId, row.id, input.revision);
  if (!revision) return { ok: false, errors: [...faults, notFound("revision", String(input.revision), path)] };
  const actions = revision.subscriptionIds.map((id) => ({
    type: "WEBHOOK" as const,
    subscriptionId: encodeId("sub", id),
  }));
  const unusable = await actionFaults(change, actions);
  const errors = [...faults, ...unusable.map((fault) => ({ ...fault, code: "INVALID" as const, path }))];
  if (errors.length > 0) return { ok: false, errors };
  const { name, isEnabled, trigger, filters, quietAfterHours } = revision;
  const fields = { name, isEnabled, trigger, filters, quietAfterHours, actions };
  return { ok: true, value: await changeIntegration(change, row, fields, revision.version) };
}
