/**
 * Subscriptions: where and how to send, and how one is read from input. The parts with rules of their own (URI, security
 * model, retry policy) are parsed by their files. Leaves resolving the URI's name, ids and versions to the callers.
 */
import { parseEndpointUri } from "./endpoint-uri.ts";
import { readEventType } from "./event-types.ts";
import { type InputRecord, isRecord, ownValue, readBoolean, readChoice, readInteger } from "./input-fields.ts";
import { type NetworkPolicy, PUBLIC_ONLY } from "./public-address.ts";
import { DEFAULT_RETRY_POLICY, parseRetryPolicy, type RetryPolicy } from "./retry-policy.ts";
import { parseSecurity } from "./security-input.ts";
import type { SecurityModel } from "./security-model.ts";
import type { SigningKey } from "./signature.ts";
import { NAME_CHARACTERS_MAX, readExternalId, readName, readText, SECRET_CHARACTERS_MAX } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

export type { SigningKey } from "./signature.ts";

export const SUBSCRIPTION_MODES = ["DIRECT", "INTEGRATION"] as const;
export type SubscriptionMode = (typeof SUBSCRIPTION_MODES)[number];

/** Everything an attempt needs of a subscription, with its secrets in the clear (memory only). */
export type SubscriptionTarget = {
  uri: string;
  security: SecurityModel;
  secret: string | null;
  signingKeys: SigningKey[];
  retryPolicy: RetryPolicy;
  timeoutSeconds: number;
};

/** What a person decides about a subscription. */
export type SubscriptionFields = {
  externalId: string | null;
  name: string;
  uri: string;
  eventTypes: string[];
  isActive: boolean;
  mode: SubscriptionMode;
  security: SecurityModel;
  secret: string | null;
  retryPolicy: RetryPolicy;
  /** Attempts started per second; null: no limit of its own. */
  rateLimitPerSecond: number | null;
  timeoutSeconds: number;
};

export const DEFAULT_TIMEOUT_SECONDS = 15;

export type SubscriptionOptions = {
  /** Where the subscription stands in the whole input. Default: it is the input. */
  path?: readonly string[];
  /** What URIs may reach. Default: the public internet. */
  policy?: NetworkPolicy;
  /** DIRECT unless given; INTEGRATION for a subscription made inside an integration. */
  defaultMode?: SubscriptionMode;
  /** At an update: the policy so far, of which absent keys stay. */
  retryPolicy?: RetryPolicy;
};

/**
 * Create (`partial: false`): every field, with the contract's defaults (name: the URI's host). Update (`partial: true`):
 * only the fields that are given; `null` removes externalId, secret and rateLimitPerSecond and restores the defaults of
 * retryPolicy and timeoutSeconds, and is REQUIRED elsewhere. Keys that are no fields of a subscription are not looked at.
 */
export function parseSubscription(
  input: unknown,
  options: SubscriptionOptions & { partial: false },
): Parsed<SubscriptionFields>;
export function parseSubscription(
  input: unknown,
  options: SubscriptionOptions & { partial: boolean },
): Parsed<Partial<SubscriptionFields>>;
export function parseSubscription(
  input: unknown,
  options: SubscriptionOptions & { partial: boolean },
): Parsed<Partial<SubscriptionFields>> {
  const faults: Faults = [];
  const { path = [], partial } = options;
  if (!isRecord(input)) {
    addFault(faults, "INVALID", path, `The subscription is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const given = partial ? input : withDefaults(input, options.defaultMode ?? "DIRECT");
  const fields: Partial<SubscriptionFields> = {};
  for (const key of FIELD_KEYS) {
    if (ownValue(given, key) !== undefined) {
      Object.assign(fields, { [key]: READERS[key](faults, given[key], [...path, key], options) });
    }
  }
  if (!partial && fields.name === undefined && fields.uri !== undefined) {
    fields.name = hostOf(fields.uri);
  }
  return parsed(faults, () => fields);
}

type Reader = (faults: Faults, input: unknown, path: string[], options: SubscriptionOptions) => unknown;

const READERS: Record<keyof SubscriptionFields, Reader> = {
  externalId: readExternalId,
  name: (faults, input, path) => readName(faults, input, "The name", path),
  uri: (faults, input, path, { policy = PUBLIC_ONLY }) => {
    const endpoint = take(faults, parseEndpointUri(input, policy, path));
    return endpoint?.uri;
  },
  eventTypes: readEventTypes,
  isActive: (faults, input, path) => readBoolean(faults, input, "isActive", path),
  mode: (faults, input, path) => readChoice(faults, input, SUBSCRIPTION_MODES, "The mode", path),
  security: (faults, input, path, { policy }) => take(faults, parseSecurity(input, path, policy)),
  secret: (faults, input, path) =>
    input === null
      ? null
      : readText(faults, input, {
          what: "The secret",
          path,
          charactersMax: SECRET_CHARACTERS_MAX,
          trims: false,
          isSecret: true,
        }),
  retryPolicy: (faults, input, path, { retryPolicy }) =>
    input === null ? DEFAULT_RETRY_POLICY : take(faults, parseRetryPolicy(input, path, retryPolicy)),
  rateLimitPerSecond: (faults, input, path) =>
    input === null ? null : readInteger(faults, input, { what: "rateLimitPerSecond", path, min: 1, max: 10_000 }),
  timeoutSeconds: (faults, input, path) =>
    input === null
      ? DEFAULT_TIMEOUT_SECONDS
      : readInteger(faults, input, { what: "timeoutSeconds", path, min: 1, max: 30 }),
};

const FIELD_KEYS = Object.keys(READERS) as (keyof SubscriptionFields)[];

function withDefaults(input: InputRecord, mode: SubscriptionMode): InputRecord {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => (value ?? null) !== null));
  const defaults = {
    externalId: null,
    uri: null,
    eventTypes: null,
    isActive: true,
    mode,
    security: { none: true },
    secret: null,
    retryPolicy: {},
    rateLimitPerSecond: null,
    timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
  };
  return { ...defaults, ...given };
}

function readEventTypes(faults: Faults, input: unknown, path: string[]): string[] {
  if (input === null || (Array.isArray(input) && input.length === 0)) {
    addFault(faults, "REQUIRED", path, "There is no event type; at least one is expected.");
    return [];
  }
  if (!Array.isArray(input)) {
    addFault(faults, "INVALID", path, `The event types are ${shownValue(input)}; a list of names is expected.`);
    return [];
  }
  return input.flatMap((entry: unknown, index): string[] => {
    const at = [...path, String(index)];
    const name = readEventType(faults, entry, "The event type", at);
    if (name !== null && input.indexOf(name) !== index) {
      addFault(faults, "INVALID", at, `The event type ${shownValue(name)} is listed twice; once is expected.`);
    }
    return name === null ? [] : [name];
  });
}

/** The host as it is shown, with its port if it is not the scheme's own, within the bound of a name. */
function hostOf(uri: string): string {
  return new URL(uri).host.slice(0, NAME_CHARACTERS_MAX);
}

/** The value, or undefined after adding the faults. */
function take<T>(faults: Faults, part: Parsed<T>): T | undefined {
  if (part.ok) {
    return part.value;
  }
  faults.push(...part.errors);
  return undefined;
}
