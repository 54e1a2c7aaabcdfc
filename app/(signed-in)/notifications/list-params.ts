/** What of the notifications is shown, as it stands in the address. */
import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const loadListParams = createLoader({
  show: parseAsStringLiteral(["unread", "all"]).withDefault("all"),
  after: parseAsString,
  before: parseAsString,
});
