/** The states that the list can be narrowed to: what each asks for, and how many are in it. */
import type { StateSegment } from "#ui/state-segments";
import type { SubscriptionCounts } from "./documents.ts";

export type SubscriptionState = "active" | "failing" | "paused" | "inactive";
type Asked = { isActive: boolean | null; healthStates: ("FAILING" | "PAUSED")[] | null };

const ASKED: Record<SubscriptionState, Asked> = {
  active: { isActive: true, healthStates: null },
  failing: { isActive: null, healthStates: ["FAILING"] },
  paused: { isActive: null, healthStates: ["PAUSED"] },
  inactive: { isActive: false, healthStates: null },
};

/** null: all of them. */
export function askedOf(state: SubscriptionState | null): Asked {
  return state === null ? { isActive: null, healthStates: null } : ASKED[state];
}

export function stateSegments(counts: SubscriptionCounts): StateSegment[] {
  return [
    { value: "all", label: "All", count: counts.all.totalCount },
    { value: "failing", label: "Failing", health: "FAILING", count: counts.failing.totalCount },
    { value: "paused", label: "Paused", health: "PAUSED", count: counts.paused.totalCount },
    { value: "inactive", label: "Inactive", health: "INACTIVE", count: counts.inactive.totalCount },
  ];
}
