/** Columns that many tables have, and how their values are kept. */
import { sql } from "drizzle-orm";
import { customType, timestamp } from "drizzle-orm/pg-core";

/** `json`, not `jsonb`: what a publisher sent is shown as it was sent, in its own key order. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "json",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => (typeof value === "string" ? JSON.parse(value) : value) as T,
  })(name);

export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const createdAt = () => instant("created_at").notNull().default(sql`now()`);

export const updatedAt = () => instant("updated_at").notNull().default(sql`now()`);

/** A sealed secret: `<key id>.<base64>`; see db/sealed-secret.ts. Never leaves the database layer unsealed by accident. */
export type Sealed = string;
