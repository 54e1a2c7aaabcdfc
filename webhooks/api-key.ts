/** API keys as input names them: name, permissions, when they expire. Leaves making and storing them to the callers. */
import { isRecord, ownValue, readChoice } from "./input-fields.ts";
import { PERMISSIONS, type Permission } from "./permissions.ts";
import { readName } from "./text.ts";
import { addFault, type Faults, type Parsed, parsed, shownValue } from "./user-errors.ts";

/** `permissions`: each once, in their own order. `expiresAt` null: never. */
export type ApiKeyFields = { name: string; permissions: Permission[]; expiresAt: Date | null };

/** A key that expires does so after `now`; all faults at once. */
export function parseApiKey(input: unknown, now: Date): Parsed<ApiKeyFields> {
  const faults: Faults = [];
  if (!isRecord(input)) {
    addFault(faults, "INVALID", [], `The API key is ${shownValue(input)}; an object is expected.`);
    return { ok: false, errors: faults };
  }
  const name = readName(faults, ownValue(input, "name"), "The name", ["name"]) ?? "";
  const permissions = readPermissions(faults, ownValue(input, "permissions"));
  const expiresAt = readExpiry(faults, ownValue(input, "expiresAt"), now);
  return parsed(faults, () => ({ name, permissions, expiresAt }));
}

function readPermissions(faults: Faults, input: unknown): Permission[] {
  const path = ["permissions"];
  const given = Array.isArray(input) ? input : [];
  if (given.length === 0) {
    addFault(
      faults,
      "REQUIRED",
      path,
      `The key has no permission; at least one of ${PERMISSIONS.join(", ")} is expected.`,
    );
  }
  const read = given.map((each, index) =>
    readChoice(faults, each, PERMISSIONS, "The permission", [...path, String(index)]),
  );
  return PERMISSIONS.filter((permission) => read.includes(permission));
}

function readExpiry(faults: Faults, input: unknown, now: Date): Date | null {
  if (input === undefined || input === null) {
    return null;
  }
  if (input instanceof Date && input.getTime() > now.getTime()) {
    return input;
  }
  const shown = input instanceof Date ? input.toISOString() : shownValue(input);
  addFault(faults, "INVALID", ["expiresAt"], `expiresAt is ${shown}; an instant in the future is expected.`);
  return null;
}
