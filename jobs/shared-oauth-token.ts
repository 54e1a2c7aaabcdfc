/** An access token from the other processes, or fetched for all of them (db/oauth-tokens). */
import { setTimeout as sleep } from "node:timers/promises";
import { client } from "#db/client";
import { claimFetch, findSharedToken, giveUpFetch, shareToken } from "#db/oauth-tokens";
import { log } from "#log";
import { type FetchedToken, fetchToken, type OAuth2 } from "./fetch-oauth-token.ts";

/** How often a process looks whether another one has fetched it. */
const LOOK_AGAIN_MS = 50;
/** A process that dies while it fetches one keeps the others waiting for so much longer than it had time for. */
const LEASE_MARGIN_MS = 1_000;

/** `refused`: the token that a receiver does not take (any more). A database that fails keeps nobody from a token. Never rejects. */
export async function obtainToken(
  security: OAuth2,
  key: string,
  refused: string | null,
  timeoutMs: number,
): Promise<FetchedToken> {
  try {
    return await shareOrFetch(security, key, refused, performance.now() + timeoutMs);
  } catch (error) {
    log().warn({ err: error }, "access tokens cannot be shared; this process fetches its own");
    return fetchToken(security, timeoutMs);
  }
}

async function shareOrFetch(
  security: OAuth2,
  key: string,
  refused: string | null,
  endMs: number,
): Promise<FetchedToken> {
  const { sql } = client();
  for (;;) {
    const shared = await findSharedToken(sql, key);
    if (shared?.token && shared.token !== refused && shared.usableMs > 0) {
      return { ok: true, value: shared.token, usableMs: shared.usableMs };
    }
    const leftMs = endMs - performance.now();
    if (leftMs <= 0) return { ok: false, detail: "another worker waited for the token endpoint in vain" };
    const claim = { sealed: shared?.sealed ?? null, leaseMs: leftMs + LEASE_MARGIN_MS };
    if (await claimFetch(sql, key, claim)) return fetchForAll(security, key, leftMs);
    await sleep(LOOK_AGAIN_MS);
  }
}

async function fetchForAll(security: OAuth2, key: string, timeoutMs: number): Promise<FetchedToken> {
  const { sql } = client();
  const fetched = await fetchToken(security, timeoutMs);
  if (fetched.ok && fetched.usableMs > 0) await shareToken(sql, key, fetched.value, fetched.usableMs);
  else await giveUpFetch(sql, key);
  return fetched;
}
