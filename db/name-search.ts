/** Searching lists of definitions: part of a name, or a whole externalId, in any letter case. */
import { type Column, eq, ilike, or, type SQL } from "drizzle-orm";

/** True where any of `columns` contains `search`, or `externalId` is it. `%` and `_` mean themselves. */
export function containsText(search: string, columns: readonly Column[], externalId: Column): SQL | undefined {
  const pattern = containing(search);
  return or(eq(externalId, search.trim()), ...columns.map((column) => ilike(column, pattern)));
}

/** The pattern of `ilike` for all that contains the text. */
export function containing(search: string): string {
  return `%${search.trim().replace(/[\\%_]/g, "\\$&")}%`;
}
