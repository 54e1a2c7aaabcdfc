/** Access tokens that all workers share. */
import { pgTable, text } from "drizzle-orm/pg-core";
import { instant, type Sealed } from "./columns.ts";

/** One for each client and scope, whoever uses it; without a tenant, as without what it is for. */
export const oauthTokens = pgTable("oauth_tokens", {
  /** The fingerprint of token endpoint, client and scope (db/sealed-secret). */
  key: text("key").primaryKey(),
  /** Null: none was fetched yet. Never sealed anew: it is fetched anew. */
  token: text("token").$type<Sealed>(),
  usableUntil: instant("usable_until"),
  /** Until then the process that fetches one has all others wait. */
  fetchingUntil: instant("fetching_until"),
});
