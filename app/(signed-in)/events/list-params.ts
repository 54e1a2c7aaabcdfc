/** The filters of the events list as they stand in its address. */
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PERIODS } from "../../period.ts";

export const loadListParams = createLoader({
  q: parseAsString,
  type: parseAsString,
  since: parseAsStringLiteral(PERIODS),
  after: parseAsString,
  before: parseAsString,
});
