/**
 * What has to change on the server for it to be as a definitions file says. Pure: looks at the file's definitions and
 * at what stands, and does nothing.
 */
import type { Definitions, IntegrationDefinition, SubscriptionDefinition } from "./definition-schema.ts";
import {
  shapeOfIntegration,
  shapeOfStandingIntegration,
  shapeOfStandingSubscription,
  shapeOfSubscription,
} from "./definition-shape.ts";
import { type FieldChange, findFieldChanges } from "./field-changes.ts";
import { matchStanding } from "./match-standing.ts";
import { type DocumentPath, type Environment, type Fault, fillInAll, isSecretPath } from "./placeholders.ts";
import type { StandingDefinitions, StandingIntegration, StandingSubscription } from "./standing-definitions.ts";

/** `standing` null: it is to be made. `definition`: with its secrets filled in as far as they are sent. */
export type Change<Definition, Standing> = {
  key: string;
  path: DocumentPath;
  definition: Definition;
  standing: Standing | null;
  fields: FieldChange[];
};
export type SubscriptionChange = Change<SubscriptionDefinition, StandingSubscription>;
export type IntegrationChange = Change<IntegrationDefinition, StandingIntegration>;

export type Plan = {
  subscriptions: SubscriptionChange[];
  integrations: IntegrationChange[];
  deleted: StandingDefinitions;
  /** Not in the file, and not to be deleted. */
  leftAlone: number;
  /** Ids of the standing subscriptions by what integrations of the file call them. */
  subscriptionIds: ReadonlyMap<string, string>;
};

export type PlanOptions = {
  /** Delete what is not in the file. */
  prune: boolean;
  /** Send the secrets of subscriptions that stand, whether they differ or not: nobody can see that. */
  updateSecrets: boolean;
  environment: Environment;
};

export function planChanges(
  definitions: Definitions,
  standing: StandingDefinitions,
  options: PlanOptions,
): { plan: Plan; faults: Fault[] } {
  const faults: Fault[] = [];
  const subscriptions = matchStanding("subscriptions", definitions.subscriptions, standing.subscriptions, faults);
  const integrations = matchStanding("integrations", definitions.integrations, standing.integrations, faults);
  const keys = new Map([
    ...standing.subscriptions.map(({ id, externalId }) => [id, externalId ?? id] as const),
    ...subscriptions.matched.flatMap((each) => (each.standing ? [[each.standing.id, each.key] as const] : [])),
  ]);
  const unknown = options.prune ? new Set(subscriptions.rest.map(({ id }) => keys.get(id))) : new Set();
  const known = new Set(
    [...Object.keys(definitions.subscriptions), ...keys.values()].filter((key) => !unknown.has(key)),
  );
  for (const { path, definition } of integrations.matched) {
    faults.push(...findUnknownActions(definition, path, known));
  }
  const plan = {
    subscriptions: subscriptions.matched.flatMap((each) => planSubscription(each, options, faults)),
    integrations: integrations.matched.flatMap((each) => planIntegration(each, (id) => keys.get(id) ?? id)),
    deleted: options.prune
      ? { subscriptions: subscriptions.rest, integrations: integrations.rest }
      : { subscriptions: [], integrations: [] },
    leftAlone: options.prune ? 0 : subscriptions.rest.length + integrations.rest.length,
    subscriptionIds: new Map([...keys].map(([id, key]) => [key, id])),
  };
  return { plan, faults };
}

export function isEmptyPlan({ subscriptions, integrations, deleted }: Plan): boolean {
  return [subscriptions, integrations, deleted.subscriptions, deleted.integrations].every((each) => each.length === 0);
}

function findUnknownActions({ actions }: IntegrationDefinition, path: DocumentPath, known: Set<unknown>): Fault[] {
  return actions.flatMap((key, index) =>
    known.has(key) ? [] : [{ path: [...path, "actions", index], message: `There is no subscription ${key}.` }],
  );
}

function planSubscription(
  { key, path, definition, standing }: Omit<SubscriptionChange, "fields">,
  { updateSecrets, environment }: PlanOptions,
  faults: Fault[],
): SubscriptionChange[] {
  const shape = shapeOfSubscription(key, definition);
  const fields = findFieldChanges(standing ? shapeOfStandingSubscription(standing) : {}, shape);
  if (standing && updateSecrets && JSON.stringify(definition.security) !== JSON.stringify({ none: true })) {
    fields.push({ field: "security", before: "", after: "sent again, with its secrets" });
  }
  if (standing && updateSecrets && definition.secret !== null) {
    fields.push({ field: "secret", before: "", after: "sent again" });
  }
  if (fields.length === 0) return [];
  const sent = new Set(fields.map(({ field }) => field.split(".", 1)[0]));
  const isSent = (at: DocumentPath) => isSecretPath(at) && (!standing || sent.has(String(at[2])));
  return [{ key, path, standing, fields, definition: fillInAll(definition, path, isSent, environment, faults) }];
}

function planIntegration(
  { key, path, definition, standing }: Omit<IntegrationChange, "fields">,
  keyOf: (subscriptionId: string) => string,
): IntegrationChange[] {
  const before = standing ? shapeOfStandingIntegration(standing, keyOf) : {};
  const fields = findFieldChanges(before, shapeOfIntegration(key, definition));
  return fields.length > 0 ? [{ key, path, definition, standing, fields }] : [];
}
