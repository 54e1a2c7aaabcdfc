/**
 * Subscriptions as the Konexus Subscription API shows and takes them. Secrets never come back: masks stand for them, and
 * a mask that is sent back changes nothing.
 */
import { isDeepStrictEqual } from "node:util";
import type { Subscription } from "#db/subscriptions";
import { encodeId } from "#webhooks/id";
import { type InputRecord, isRecord, ownValue } from "#webhooks/input-fields";
import { maskBodySecret } from "#webhooks/redaction";
import { addFault, type Faults, type UserError } from "#webhooks/user-errors";
import type { SubscriptionInput } from "../subscription-changes.ts";
import { failureOf, type ValidationFailure } from "./envelope.ts";
import { flatPath, flattenSecurity, unflattenSecurity } from "./flat-security.ts";

const FIELDS = ["name", "uri", "secret", "eventTypes", "isActive"] as const;
const MASKED_SECRET = maskBodySecret("secret");

export function subscriptionItem({ id, name, uri, secret, ...rest }: Subscription) {
  const { securityShown, eventTypes, isActive, createdAt, updatedAt } = rest;
  return {
    id: encodeId("sub", id),
    name,
    uri,
    secret: maskBodySecret(secret),
    security: flattenSecurity(securityShown),
    eventTypes,
    isActive,
    createdAt,
    updatedAt,
  };
}

/**
 * The input of a change, and what is wrong with its form already. `current`: the subscription to change, of which masks
 * are taken for what they stand for; null: there is none yet. Other keys of the body are not looked at.
 */
export function readSubscription(
  body: InputRecord,
  current: Subscription | null,
): { input: SubscriptionInput; faults: UserError[] } {
  const faults: Faults = [];
  const given = FIELDS.flatMap((field) => (Object.hasOwn(body, field) ? [[field, body[field]] as const] : []));
  const input: Record<string, unknown> = Object.fromEntries(given);
  if (input.secret === MASKED_SECRET) {
    delete input.secret;
    const sentence = "The secret is a mask; the secret itself is expected.";
    if (!current?.secret) addFault(faults, "INVALID", ["secret"], sentence);
  }
  const security = ownValue(body, "security") ?? null;
  const isSame = current !== null && isDeepStrictEqual(security, flattenSecurity(current.securityShown));
  if (security !== null && !isSame) input.security = unflattenSecurity(faults, security) ?? { none: true };
  return { input, faults };
}

/** How validation failures name a fault of `readSubscription` or of what it read: `eventTypes[0]`, `security.X-Token`. */
export function describeFault(
  body: InputRecord,
  flatFaults: readonly UserError[],
): (fault: UserError) => ValidationFailure {
  return (fault) => {
    const [field, ...rest] = fault.path;
    if (field === "secret") return failureOf(fault, field, null);
    if (field !== "security") return failureOf(fault, joined(fault.path), at(body, fault.path));
    const name = flatFaults.includes(fault) ? rest : flatPath(ownValue(body, field), rest);
    const isType = name.join() === "type";
    return failureOf(fault, ["security", ...name].join("."), isType ? at(body, fault.path) : null);
  };
}

function joined(path: readonly string[]): string {
  return path.map((key, index) => (/^\d+$/.test(key) ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

/** What stands there, if it is a single value. */
function at(body: InputRecord, path: readonly string[]): unknown {
  const value = path.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)];
    return isRecord(part) ? ownValue(part, key) : undefined;
  }, body);
  return typeof value === "object" ? null : (value ?? null);
}
