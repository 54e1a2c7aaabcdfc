/** The filters of the integrations list as they stand in its address. */
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const loadListParams = createLoader({
  q: parseAsString,
  trigger: parseAsString,
  state: parseAsStringLiteral(["enabled", "failing", "paused", "inactive", "disabled"]),
  sort: parseAsStringLiteral(["attention", "newest"]),
  after: parseAsString,
  before: parseAsString,
});
