/**
 * Slows guessing of passwords: after ten failures for one e-mail address within a quarter of an hour, further tries
 * fail without looking. Per process; the password hash's cost is the other half.
 */
import { LRUCache } from "lru-cache";

const FAILURES_MAX = 10;
const WINDOW_MS = 15 * 60 * 1000;

const failures = new LRUCache<string, number>({ max: 10_000, ttl: WINDOW_MS, noUpdateTTL: true });

/** False: too many failed. True: counts as a failure from now on, so that many tries at once are as many. */
export function trySignIn(email: string): boolean {
  const key = keyOf(email);
  const failed = failures.get(key) ?? 0;
  if (failed >= FAILURES_MAX) return false;
  failures.set(key, failed + 1);
  return true;
}

/** The try did not fail after all. */
export function noteSignIn(email: string): void {
  const key = keyOf(email);
  failures.set(key, Math.max(0, (failures.get(key) ?? 0) - 1));
}

/** After a new password the failures with the old one count no more. */
export function forgetFailedSignIns(email: string): void {
  failures.delete(keyOf(email));
}

function keyOf(email: string): string {
  return email.trim().toLowerCase();
}
