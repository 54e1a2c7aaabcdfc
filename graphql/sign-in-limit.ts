/**
 * Slows guessing of passwords: after ten failures for one e-mail address within a quarter of an hour, further tries
 * fail without looking. Per process; the password hash's cost is the other half.
 */
import { LRUCache } from "lru-cache";

const FAILURES_MAX = 10;
const WINDOW_MS = 15 * 60 * 1000;

const failures = new LRUCache<string, number>({ max: 10_000, ttl: WINDOW_MS, noUpdateTTL: true });

export function mayTrySignIn(email: string): boolean {
  return (failures.get(keyOf(email)) ?? 0) < FAILURES_MAX;
}

export function noteFailedSignIn(email: string): void {
  const key = keyOf(email);
  failures.set(key, (failures.get(key) ?? 0) + 1);
}

/** After a new password the failures with the old one count no more. */
export function forgetFailedSignIns(email: string): void {
  failures.delete(keyOf(email));
}

function keyOf(email: string): string {
  return email.trim().toLowerCase();
}
