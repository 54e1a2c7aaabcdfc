/**
 * Changes the key of secrets at rest: what an older key of ENCRYPTION_KEY sealed is sealed anew with the first one, so
 * that the older can be taken off the list. A column that holds sealed secrets is named here.
 */
import type { Runner } from "./client.ts";
import { keyIdOf, openSecret, sealingKeyId, sealSecret } from "./sealed-secret.ts";

/** `key`: the table's own. `boundTo`: the column with the id that the secret was sealed for. */
const SEALED_COLUMNS = [
  { table: "subscriptions", key: "id", column: "security", boundTo: "id" },
  { table: "subscriptions", key: "id", column: "secret", boundTo: "id" },
  { table: "signing_keys", key: "id", column: "key", boundTo: "subscription_id" },
  { table: "notification_settings", key: "tenant_id", column: "signing_key", boundTo: "tenant_id" },
] as const;

/** Written with each statement; what changes meanwhile is left as it is. */
const ROWS_AT_ONCE = 500;

export type Resealed = {
  /** How many were sealed anew. */
  resealed: number;
  /** How many no listed key opens; nothing can be sent with them. */
  unreadable: number;
  /** The ids of the keys that sealed those. */
  missingKeys: Set<string>;
};

/** Idempotent, and safe beside other processes that do the same or change the secrets. */
export async function resealSecrets(run: Runner): Promise<Resealed> {
  const total: Resealed = { resealed: 0, unreadable: 0, missingKeys: new Set() };
  for (const sealed of SEALED_COLUMNS) {
    let after = "00000000-0000-0000-0000-000000000000";
    for (;;) {
      const portion = await resealPortion(run, sealed, after);
      total.resealed += portion.resealed;
      total.unreadable += portion.unreadable.length;
      for (const { sealed: text } of portion.unreadable) total.missingKeys.add(keyIdOf(text));
      if (portion.last === null) break;
      after = portion.last;
    }
  }
  return total;
}

type SealedRow = { id: string; bound_to: string; sealed: string };

async function resealPortion(
  run: Runner,
  { table, key, column, boundTo }: (typeof SEALED_COLUMNS)[number],
  after: string,
): Promise<{ resealed: number; unreadable: { sealed: string }[]; last: string | null }> {
  const rows = await run.unsafe<SealedRow[]>(
    `select ${key} as id, ${boundTo} as bound_to, ${column} as sealed from ${table}
      where ${key} > $1 and split_part(${column}, '.', 2) <> $2 order by ${key} limit ${ROWS_AT_ONCE}`,
    [after, sealingKeyId()],
  );
  const anew = rows.map(({ id, bound_to, sealed }) => ({ id, sealed, anew: sealedAnew(sealed, bound_to) }));
  const readable = anew.filter((row) => row.anew !== null);
  const unreadable = anew.filter((row) => row.anew === null);
  const { count } = await run.unsafe(
    `update ${table} t set ${column} = r.anew
       from json_to_recordset($1::json) as r(id uuid, sealed text, anew text)
      where t.${key} = r.id and t.${column} = r.sealed`,
    [JSON.stringify(readable)],
  );
  const last = rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.id ?? null);
  return { resealed: count, unreadable, last };
}

/** Null: no listed key opens it. */
function sealedAnew(sealed: string, boundTo: string): string | null {
  try {
    return sealSecret(openSecret(sealed, boundTo), boundTo);
  } catch {
    return null;
  }
}
