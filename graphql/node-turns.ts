/**
 * One after the other: the look-ups by global id of one request. Pothos keeps what a look-up found for the next one, and
 * hands it out before it has noted what type it is of, so that two look-ups of the same id at the same moment fail.
 */
import type { Context } from "./context.ts";

const latest = new WeakMap<Context, Promise<unknown>>();

/** Looks up when the look-ups before it in this request have ended, however they ended. */
export function inTurn<Found>(context: Context, lookUp: () => Found | Promise<Found>): Promise<Found> {
  const before = latest.get(context) ?? Promise.resolve();
  const found = before.then(lookUp, lookUp);
  latest.set(context, found);
  return found;
}
