/**
 * Slows guessing of passwords: after ten failures for one e-mail address from one place within a quarter of an hour, or a
 * hundred from anywhere, further tries fail without looking. So a stranger who guesses does not keep the person out, and
 * one who guesses from many places is slowed too. Per process; the password hash's cost is the other half.
 */
import { LRUCache } from "lru-cache";

const FAILURES_MAX = 10;
/** Also bounds what claiming to be elsewhere gains: without a proxy in front a client may say of itself where it is. */
const FAILURES_ANYWHERE_MAX = 100;
const WINDOW_MS = 15 * 60 * 1000;

type Failures = LRUCache<string, number>;
const options = { max: 10_000, ttl: WINDOW_MS, noUpdateTTL: true };
const anywhere: Failures = new LRUCache(options);
const byPlace: Failures = new LRUCache(options);
/** How often somebody set a new password: part of the key of what is counted. */
const rounds: Failures = new LRUCache(options);

/** False: too many failed. True: counts as a failure from now on, so that many tries at once are as many. */
export function trySignIn(email: string, place: string): boolean {
  const [all, here] = keysOf(email, place);
  if ((anywhere.get(all) ?? 0) >= FAILURES_ANYWHERE_MAX || (byPlace.get(here) ?? 0) >= FAILURES_MAX) return false;
  add(anywhere, all, 1);
  add(byPlace, here, 1);
  return true;
}

/** The try did not fail after all. */
export function noteSignIn(email: string, place: string): void {
  const [all, here] = keysOf(email, place);
  add(anywhere, all, -1);
  add(byPlace, here, -1);
}

/** After a new password the failures with the old one count no more, from wherever they came. */
export function forgetFailedSignIns(email: string): void {
  add(rounds, addressOf(email), 1);
}

function add(failures: Failures, key: string, change: number): void {
  failures.set(key, Math.max(0, (failures.get(key) ?? 0) + change));
}

function keysOf(email: string, place: string): [all: string, here: string] {
  const address = addressOf(email);
  const all = JSON.stringify([address, rounds.get(address) ?? 0]);
  return [all, JSON.stringify([all, place])];
}

function addressOf(email: string): string {
  return email.trim().toLowerCase();
}
