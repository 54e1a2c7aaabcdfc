/**
 * Access tokens as all processes share them: who finds none fetches one, and has the others wait meanwhile. Token
 * endpoints exist that let only their newest token in, so two processes with tokens of their own would take them from
 * each other.
 */
import type { Runner } from "./client.ts";
import { openSecret, sealSecret } from "./sealed-secret.ts";

/** `token` null: none, or none that a listed key opens. `sealed`: as it is kept, to tell it from its successor. */
export type SharedToken = { token: string | null; sealed: string | null; usableMs: number };

/** Null: nobody has asked for one yet. */
export async function findSharedToken(run: Runner, key: string): Promise<SharedToken | null> {
  const [row] = await run.unsafe<{ sealed: string | null; usableMs: number | null }[]>(
    `select token as sealed, (extract(epoch from usable_until - clock_timestamp()) * 1000)::float8 as "usableMs"
       from oauth_tokens where key = $1`,
    [key],
  );
  return row ? { token: opened(row.sealed, key), sealed: row.sealed, usableMs: row.usableMs ?? 0 } : null;
}

/** True: it is for the caller to fetch the successor of the token that it saw, and nobody else does for `leaseMs`. */
export async function claimFetch(
  run: Runner,
  key: string,
  { sealed, leaseMs }: { sealed: string | null; leaseMs: number },
): Promise<boolean> {
  const { count } = await run.unsafe(
    `insert into oauth_tokens as t (key, fetching_until) values ($1, clock_timestamp() + $3 * interval '1 millisecond')
     on conflict (key) do update set fetching_until = excluded.fetching_until
      where t.token is not distinct from $2 and (t.fetching_until is null or t.fetching_until <= clock_timestamp())`,
    [key, sealed, Math.ceil(leaseMs)],
  );
  return count > 0;
}

/** Ends the claim with a token that is usable for so long. */
export async function shareToken(run: Runner, key: string, token: string, usableMs: number): Promise<void> {
  await run.unsafe(
    `update oauth_tokens set token = $2, usable_until = clock_timestamp() + $3 * interval '1 millisecond',
            fetching_until = null where key = $1`,
    [key, sealSecret(token, key), Math.floor(usableMs)],
  );
}

/** Ends the claim without one. */
export async function giveUpFetch(run: Runner, key: string): Promise<void> {
  await run.unsafe("update oauth_tokens set fetching_until = null where key = $1", [key]);
}

/** Those that nobody has used for a day, as when a subscription was changed. */
export async function forgetOldTokens(run: Runner): Promise<void> {
  await run.unsafe(
    "delete from oauth_tokens where coalesce(greatest(usable_until, fetching_until), '-infinity') < now() - interval '1 day'",
    [],
  );
}

function opened(sealed: string | null, key: string): string | null {
  if (sealed === null) return null;
  try {
    return openSecret(sealed, key);
  } catch {
    return null;
  }
}
