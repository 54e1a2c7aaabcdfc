/** Searching lists of definitions: part of a name, or a whole externalId, in any letter case. */
import { type Column, eq, ilike, or, type SQL } from "drizzle-orm";

/** True where any of `columns` contains `search`, or `externalId` is it. `%` and `_` mean themselves. */
export function containsText(search: string, columns: readonly Column[], externalId: Column): SQL | undefined {
  const text = search.trim();
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(eq(externalId, text), ...columns.map((column) => ilike(column, pattern)));
}
