/**
 * The data model. `db/migrations` makes it; what Drizzle cannot say (partitions, fill factors, generated columns) is
 * written into the migrations by hand and noted here.
 *
 * Time is in the ids: every id is a UUIDv7, so `id desc` is newest first and serves all keyset lists. `events` and
 * `deliveries` are range-partitioned by id, `attempts` by delivery_id (docs/decisions/0002).
 */
export * from "./schema/accounts.ts";
export * from "./schema/history.ts";
export * from "./schema/integrations.ts";
export * from "./schema/notifications.ts";
export * from "./schema/oauth-tokens.ts";
export * from "./schema/receiver-inboxes.ts";
export * from "./schema/subscriptions.ts";
export * from "./schema/worker-pools.ts";
