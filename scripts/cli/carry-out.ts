/**
 * Carries a plan out, one mutation after the other, in an order in which nothing is missing or still in use. What the
 * server refuses is collected with its place in the file; everything that does not depend on it is done all the same.
 */
import { ask, type UserError } from "./ask.ts";
import type { Connection } from "./connection.ts";
import {
  CreateIntegration,
  CreateSubscription,
  DeleteIntegration,
  DeleteSubscription,
  type NewIntegration,
  type NewSubscription,
  UpdateIntegration,
  UpdateSubscription,
} from "./definition-mutations.ts";
import type { FieldChange } from "./field-changes.ts";
import type { DocumentPath, Fault } from "./placeholders.ts";
import type { IntegrationChange, Plan, SubscriptionChange } from "./plan-changes.ts";

type Result = { made?: { id: string } | null; userErrors: readonly UserError[] };

/** Answers what was refused; `say` hears of everything that is done. A Refusal when the server cannot be asked. */
export async function carryOut(connection: Connection, plan: Plan, say: (done: string) => void): Promise<Fault[]> {
  const faults: Fault[] = [];
  const ids = new Map(plan.subscriptionIds);
  const take = (path: DocumentPath, { made, userErrors }: Result, done: string): string | null => {
    faults.push(...userErrors.map((error) => ({ path: placeOf(path, error), message: error.message })));
    if (userErrors.length === 0) say(done);
    return made?.id ?? null;
  };
  const saveSubscription = async (change: SubscriptionChange) => {
    const { key, path, standing } = change;
    const result = await sendSubscription(connection, change);
    const id = take(path, result, `${standing ? "changed" : "created"} subscription ${key}`);
    if (id) ids.set(key, id);
  };
  // While an integration uses a subscription, it cannot become DIRECT.
  const becomesDirect = ({ standing, definition }: SubscriptionChange) =>
    standing?.mode === "INTEGRATION" && definition.mode === "DIRECT";

  for (const change of plan.subscriptions) if (!becomesDirect(change)) await saveSubscription(change);
  for (const change of plan.integrations) {
    const missing = change.definition.actions.filter((key) => !ids.has(key));
    if (missing.length > 0) {
      faults.push({ path: change.path, message: `Left out, because ${missing.join(" and ")} could not be made.` });
      continue;
    }
    const result = await sendIntegration(connection, change, ids);
    take(change.path, result, `${change.standing ? "changed" : "created"} integration ${change.key}`);
  }
  for (const { id, externalId, version } of plan.deleted.integrations) {
    const { result } = await ask(connection, DeleteIntegration, { input: { id, version } });
    take(["integrations"], result, `deleted integration ${externalId ?? id}`);
  }
  for (const change of plan.subscriptions) if (becomesDirect(change)) await saveSubscription(change);
  for (const { id, externalId, version } of plan.deleted.subscriptions) {
    const { result } = await ask(connection, DeleteSubscription, { input: { id, version } });
    take(["subscriptions"], result, `deleted subscription ${externalId ?? id}`);
  }
  return faults;
}

async function sendSubscription(connection: Connection, change: SubscriptionChange): Promise<Result> {
  const { key, standing, fields } = change;
  const { id: _, security, ...definition } = change.definition;
  // The file's form is checked: it names exactly one model.
  const input: NewSubscription = { ...definition, externalId: key, security: security as NewSubscription["security"] };
  if (!standing) return (await ask(connection, CreateSubscription, { input })).result;
  const { id, version } = standing;
  return (await ask(connection, UpdateSubscription, { input: { id, version, ...changed(input, fields) } })).result;
}

async function sendIntegration(
  connection: Connection,
  { key, definition: { id: _, actions, ...definition }, standing, fields }: IntegrationChange,
  ids: ReadonlyMap<string, string>,
): Promise<Result> {
  const input: NewIntegration = {
    ...definition,
    externalId: key,
    actions: actions.map((action) => ({ subscriptionId: ids.get(action) ?? action })),
  };
  if (!standing) return (await ask(connection, CreateIntegration, { input })).result;
  const { id, version } = standing;
  return (await ask(connection, UpdateIntegration, { input: { id, version, ...changed(input, fields) } })).result;
}

/** Only those fields of the input that something changed in. */
function changed<Input extends object>(input: Input, fields: readonly FieldChange[]): Partial<Input> {
  const names = new Set(fields.map(({ field }) => field.split(".", 1)[0]));
  return Object.fromEntries(Object.entries(input).filter(([name]) => names.has(name))) as Partial<Input>;
}

/** The server's path within the input, as the file has it: externalId is the key, an action is its key alone. */
function placeOf(path: DocumentPath, { path: within }: UserError): DocumentPath {
  if (["externalId", "id", "version"].includes(within[0] ?? "")) return path;
  return [...path, ...(within[0] === "actions" ? within.slice(0, 2) : within)];
}
