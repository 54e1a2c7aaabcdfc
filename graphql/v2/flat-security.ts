/**
 * Security models as the Konexus Subscription API writes them: their keys flat beside `type`. Judging names and values
 * is webhooks/security-input's.
 */
import type { SecurityShown } from "#db/schema";
import { isRecord, ownValue, readChoice } from "#webhooks/input-fields";
import { addFault, type Faults, shownValue } from "#webhooks/user-errors";

const TYPES = ["none", "apiKey", "header"] as const;

/** Secret values masked. A header named `type` cannot be written flat, and is left out. */
export function flattenSecurity(shown: SecurityShown): Record<string, string | null> {
  switch (shown.type) {
    case "apiKey":
      return { type: shown.type, apiKey: shown.maskedValue };
    case "header": {
      const headers = shown.headers.map(({ name, maskedValue }): [string, string] => [name, maskedValue]);
      return Object.fromEntries([...headers, ["type", shown.type]]);
    }
    default:
      return { ...shown };
  }
}

/**
 * What GraphQL's `SubscriptionSecurityInput` would say. Faults, at their flat names below ["security"], are those of the
 * flat form; null after any.
 */
export function unflattenSecurity(faults: Faults, flat: unknown): Record<string, unknown> | null {
  if (!isRecord(flat)) {
    addFault(faults, "INVALID", ["security"], "security is no object; one with its type is expected.");
    return null;
  }
  const type = readChoice(faults, ownValue(flat, "type"), TYPES, "The security type", ["security", "type"]);
  const rest = flatEntries(flat);
  if (type === "header") return { headers: rest.map(([name, value]) => ({ name, value })) };
  const own = type === "apiKey" ? ["apiKey"] : [];
  const others = type === null ? [] : rest.filter(([name, value]) => !own.includes(name) && (value ?? "") !== "");
  for (const [name] of others) {
    const sentence = `The security type ${type} has no ${shownValue(name)}; a header is for the type header.`;
    addFault(faults, "INVALID", ["security", name], sentence);
  }
  if (type === null || others.length > 0) return null;
  return type === "none" ? { none: true } : { apiKey: ownValue(flat, "apiKey") ?? "" };
}

/** The flat place of a fault in what `unflattenSecurity` made: ["headers", "0", "value"] is the first header. */
export function flatPath(flat: unknown, path: readonly string[]): string[] {
  const [choice, index] = path;
  if (choice === "apiKey") return [choice];
  const name = choice === "headers" && isRecord(flat) ? flatEntries(flat)[Number(index)]?.[0] : undefined;
  return name === undefined ? [] : [name];
}

function flatEntries(flat: Record<string, unknown>): [string, unknown][] {
  return Object.entries(flat).filter(([name]) => name !== "type");
}
