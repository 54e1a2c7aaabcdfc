/** What differs between two shapes, field by field. */
import type { Shape } from "./definition-shape.ts";

/** `field` as in `filters.0.conditions.1.values`; undefined: it is not there. */
export type FieldChange = { field: string; before: unknown; after: unknown };

/** In the order of `after`. Only fields of `after` count; those of `before` alone are only looked at within them. */
export function findFieldChanges(before: Shape, after: Shape): FieldChange[] {
  return Object.entries(after).flatMap(([field, value]) => compare(field, before[field], value));
}

function compare(field: string, before: unknown, after: unknown): FieldChange[] {
  const a = entriesOf(before) ?? (isNothing(before) && entriesOf(after) ? {} : null);
  const b = entriesOf(after) ?? (isNothing(after) && entriesOf(before) ? {} : null);
  if (!a || !b) return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  const names = [...new Set([...Object.keys(b), ...Object.keys(a)])];
  return names.flatMap((name) => compare(`${field}.${name}`, a[name], b[name]));
}

/** Of objects and of lists of objects, which are compared entry by entry; other values are compared whole. */
function entriesOf(value: unknown): Record<string, unknown> | null {
  if (Array.isArray(value)) {
    return value.length > 0 && value.every((entry) => typeof entry === "object" && entry !== null)
      ? Object.fromEntries(value.entries())
      : null;
  }
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
