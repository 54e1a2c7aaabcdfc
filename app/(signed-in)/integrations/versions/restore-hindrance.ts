/** What keeps a version from being restored, as far as it can be seen before it is tried. */
import type { Version } from "./documents.ts";

/** In a sentence; null: nothing. An integration cannot send to what was deleted since. */
export function restoreHindrance({ subscriptions }: Pick<Version, "subscriptions">): string | null {
  const gone = subscriptions.flatMap(({ name, deletedAt }) => (deletedAt === null ? [] : [name]));
  if (gone.length === 0) return null;
  return `It cannot be restored: ${gone.join(" and ")} ${gone.length === 1 ? "was" : "were"} deleted.`;
}
