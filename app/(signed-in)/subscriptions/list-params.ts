/** The filters of the subscriptions list as they stand in its address. */
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const loadListParams = createLoader({
  q: parseAsString,
  type: parseAsString,
  state: parseAsStringLiteral(["active", "failing", "paused", "inactive"]),
  sort: parseAsStringLiteral(["attention", "newest"]),
  after: parseAsString,
  before: parseAsString,
});
