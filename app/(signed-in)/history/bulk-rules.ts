/** What can be done with many deliveries at once, with which of them, and how its result is told. */
import type { DeliveryStatus } from "#webhooks/delivery";
import { countOf, formatCount } from "../../wording/numbers.ts";

export type BulkDelivery = { id: string; status: DeliveryStatus; subscriptionName: string; isEmergency: boolean };
export type BulkVerb = "retry" | "cancel";

type Rule = {
  statuses: readonly DeliveryStatus[];
  /** "2 deliveries …". */
  done: readonly [one: string, many: string];
  /** Why the verb is not for the others. */
  leftAlone: readonly [one: string, many: string];
};

const RULES: Record<BulkVerb, Rule> = {
  retry: {
    statuses: ["FAILED", "CANCELLED", "RETRYING", "HELD"],
    done: ["delivery is being tried again", "deliveries are being tried again"],
    leftAlone: ["has arrived or is under way", "have arrived or are under way"],
  },
  cancel: {
    statuses: ["PENDING", "RETRYING", "HELD"],
    done: ["delivery is cancelled", "deliveries are cancelled"],
    leftAlone: ["was no longer waiting", "were no longer waiting"],
  },
};

/** Those that the verb is for, as far as the page knows; the API has the last word. */
export function deliveriesFor<Listed extends { status: DeliveryStatus }>(
  verb: BulkVerb,
  deliveries: readonly Listed[],
): Listed[] {
  return deliveries.filter(({ status }) => RULES[verb].statuses.includes(status));
}

/** Those statuses of a filter (null: all) with which the verb is for a delivery. */
export function statusesFor(verb: BulkVerb, filtered: readonly DeliveryStatus[] | null | undefined): DeliveryStatus[] {
  return RULES[verb].statuses.filter((status) => filtered?.includes(status) ?? true);
}

/** From one id to another, both included, as they stand in the list; only `to` when `from` is not in it. */
export function idsBetween(ids: readonly string[], from: string | null, to: string): string[] {
  const start = from === null ? -1 : ids.indexOf(from);
  const end = ids.indexOf(to);
  return start < 0 || end < 0 ? [to] : ids.slice(Math.min(start, end), Math.max(start, end) + 1);
}

type BulkResult = {
  done: number;
  /** What was said against each of those that were refused. */
  refusals: readonly string[];
  /** How many were selected that the verb is not for. */
  leftAlone: number;
};

/** "2 deliveries are being tried again. 1 was refused: An attempt of this delivery is under way; …" */
export function resultSentences(verb: BulkVerb, { done, refusals, leftAlone }: BulkResult): [string, ...string[]] {
  const rule = RULES[verb];
  const first = done === 0 ? `No ${rule.done[0]}.` : `${countOf(done, ...rule.done)}.`;
  const counts = new Map<string, number>();
  for (const refusal of refusals) counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  const others = [...counts].map(
    ([reason, count]) => `${formatCount(count)} ${count === 1 ? "was" : "were"} refused: ${reason}`,
  );
  if (leftAlone > 0) others.push(`${countOf(leftAlone, ...rule.leftAlone)}, so nothing was done there.`);
  return [first, ...others];
}

const NAMES_MAX = 3;

/** "County website", "County website and 911 CAD", "A, B and 2 more". */
export function namesOf(deliveries: readonly BulkDelivery[]): string {
  const names = [...new Set(deliveries.map(({ subscriptionName }) => subscriptionName))];
  const shown = names.length > NAMES_MAX ? names.slice(0, NAMES_MAX - 1) : names;
  const last = shown.length < names.length ? `${formatCount(names.length - shown.length)} more` : shown.pop();
  return shown.length > 0 ? `${shown.join(", ")} and ${last}` : `${last}`;
}
