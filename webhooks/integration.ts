/**
 * Integrations: trigger + filters + actions, and how one is read from input. Filters and new subscriptions are parsed by
 * their own files. Leaves to the callers whether an action's subscription exists and may be used.
 */
import { readEventType } from "./event-types.ts";
import { type EventFilter, parseFilters } from "./filter.ts";
import { type InputRecord, isRecord, ownValue, readBoolean, readChoice, readInteger } from "./input-fields.ts";
import type { NetworkPolicy } from "./public-address.ts";
import { parseSubscription, type SubscriptionFields } from "./subscription.ts";
import { readExternalId, readName } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

export const ACTION_TYPES = ["WEBHOOK"] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

export const ACTIONS_MAX = 10;
/** A year. */
const QUIET_HOURS_MAX = 8_760;

/** An action as given: an existing subscription by its public id as text, not looked up yet, or one to be made. */
export type ParsedAction =
  | { type: ActionType; subscriptionId: string }
  | { type: ActionType; newSubscription: SubscriptionFields };

export type IntegrationFields = {
  externalId: string | null;
  name: string;
  isEnabled: boolean;
  trigger: string;
  filters: EventFilter[];
  /** After so many hours without a match its administrators are told; null: nobody waits for its traffic. */
  quietAfterHours: number | null;
  actions: ParsedAction[];
};

/** `policy`: what the URIs of new subscriptions may reach; default: the public internet. */
export type IntegrationOptions = { policy?: NetworkPolicy };

/**
 * Create (`partial: false`): every field, enabled and without filters unless given. Update (`partial: true`): only the
 * fields that are given; `null` removes externalId, filters and quietAfterHours, and is REQUIRED elsewhere. All faults at once, with
 * paths such as `["actions", "0", "newSubscription", "uri"]`.
 */
export function parseIntegration(
  input: unknown,
  options: IntegrationOptions & { partial: false },
): Parsed<IntegrationFields>;
export function parseIntegration(
  input: unknown,
  options: IntegrationOptions & { partial: boolean },
): Parsed<Partial<IntegrationFields>>;
export function parseIntegration(
  input: unknown,
  options: IntegrationOptions & { partial: boolean },
): Parsed<Partial<IntegrationFields>> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", [], `The integration is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const given = options.partial ? input : withDefaults(input);
  const fields: Partial<IntegrationFields> = {};
  for (const key of FIELD_KEYS) {
    if (ownValue(given, key) !== undefined) {
      Object.assign(fields, { [key]: READERS[key](faults, given[key], [key], options) });
    }
  }
  return parsed(faults, () => fields);
}

type Reader = (faults: Faults, input: unknown, path: string[], options: IntegrationOptions) => unknown;

const READERS: Record<keyof IntegrationFields, Reader> = {
  externalId: readExternalId,
  name: (faults, input, path) => readName(faults, input, "The name", path),
  isEnabled: (faults, input, path) => readBoolean(faults, input, "isEnabled", path),
  trigger: (faults, input, path) => readEventType(faults, input, "The trigger", path),
  filters: (faults, input, path) => {
    const filters = parseFilters(input, path);
    if (!filters.ok) {
      faults.push(...filters.errors);
    }
    return filters.ok ? filters.value : [];
  },
  quietAfterHours: (faults, input, path) =>
    input === null
      ? null
      : readInteger(faults, input, { what: "The number of quiet hours", path, min: 1, max: QUIET_HOURS_MAX }),
  actions: readActions,
};

const FIELD_KEYS = Object.keys(READERS) as (keyof IntegrationFields)[];

function withDefaults(input: InputRecord): InputRecord {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => (value ?? null) !== null));
  return {
    externalId: null,
    name: null,
    isEnabled: true,
    trigger: null,
    filters: [],
    quietAfterHours: null,
    actions: null,
    ...given,
  };
}

function readActions(faults: Faults, input: unknown, path: string[], options: IntegrationOptions): ParsedAction[] {
  if (input === null || (Array.isArray(input) && input.length === 0)) {
    addFault(faults, "REQUIRED", path, `There is no action; 1 to ${ACTIONS_MAX} are expected.`);
    return [];
  }
  if (!Array.isArray(input)) {
    addFault(
      faults,
      "INVALID",
      path,
      `The actions are ${shownValue(input)}; a list of 1 to ${ACTIONS_MAX} is expected.`,
    );
    return [];
  }
  if (input.length > ACTIONS_MAX) {
    addFault(faults, "LIMIT_EXCEEDED", path, `There are ${input.length} actions; at most ${ACTIONS_MAX} are possible.`);
  }
  const seen = new Set<string>();
  return input.slice(0, ACTIONS_MAX).flatMap((entry: unknown, index): ParsedAction[] => {
    const at = [...path, String(index)];
    const action = readAction(faults, entry, at, options);
    if (action !== null && "subscriptionId" in action) {
      if (seen.has(action.subscriptionId)) {
        const sentence = `The subscription ${shownValue(action.subscriptionId)} is used by an earlier action already.`;
        addFault(faults, "INVALID", [...at, "subscriptionId"], sentence);
      }
      seen.add(action.subscriptionId);
    }
    return action === null ? [] : [action];
  });
}

function readAction(
  faults: Faults,
  input: unknown,
  path: string[],
  { policy }: IntegrationOptions,
): ParsedAction | null {
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The action is ${shownValue(input)}; an object with a subscription is expected.`);
    return null;
  }
  const type = readChoice(faults, ownValue(input, "type") ?? "WEBHOOK", ACTION_TYPES, "The type", [...path, "type"]);
  const subscriptionId = ownValue(input, "subscriptionId") ?? null;
  const given = ownValue(input, "newSubscription") ?? null;
  if ((subscriptionId === null) === (given === null)) {
    const code = given === null ? "REQUIRED" : "INVALID";
    const found = given === null ? "names no subscription" : "names two subscriptions";
    addFault(faults, code, path, `The action ${found}; either an existing or a new one is expected.`);
    return null;
  }
  if (subscriptionId !== null) {
    const id = readName(faults, subscriptionId, "The subscriptionId", [...path, "subscriptionId"]);
    return type === null || id === null ? null : { type, subscriptionId: id };
  }
  const at = [...path, "newSubscription"];
  const options = { partial: false, path: at, defaultMode: "INTEGRATION", ...(policy && { policy }) } as const;
  const subscription = parseSubscription(given, options);
  if (!subscription.ok) {
    faults.push(...subscription.errors);
    return null;
  }
  if (subscription.value.mode === "DIRECT") {
    const sentence =
      "A DIRECT subscription receives every event of its types and cannot be an action; INTEGRATION is expected.";
    addFault(faults, "INVALID", [...at, "mode"], sentence);
  }
  return type === null ? null : { type, newSubscription: subscription.value };
}
