/** Things that only administrators see, by their global ids. */
import { may } from "#webhooks/permissions";
import { forbidden } from "./errors.ts";
import type { Viewer } from "./viewer.ts";

/** Each id's row; without ADMINISTER, FORBIDDEN in the place of each, whether or not it names anything. */
export function administered<Row>(
  viewer: Viewer,
  ids: readonly string[],
  load: (id: string) => Promise<Row | null>,
): Promise<(Row | null)[]> {
  const isAllowed = may(viewer.permissions, "ADMINISTER");
  // GraphQL takes an error in a value's place for the fault of that value alone; its types do not say so.
  return Promise.all(ids.map((id) => (isAllowed ? load(id) : (forbidden("looking at this") as never))));
}
