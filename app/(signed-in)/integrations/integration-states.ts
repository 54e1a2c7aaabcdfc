/** The states that the list can be narrowed to: what each asks for, and how many are in it. */
import type { StateSegment } from "#ui/state-segments";
import type { IntegrationCounts } from "./documents.ts";

export type IntegrationState = "enabled" | "failing" | "paused" | "inactive" | "disabled";
type Asked = { isEnabled: boolean | null; healthStates: ("FAILING" | "PAUSED" | "INACTIVE")[] | null };

const ASKED: Record<IntegrationState, Asked> = {
  enabled: { isEnabled: true, healthStates: null },
  failing: { isEnabled: null, healthStates: ["FAILING"] },
  paused: { isEnabled: null, healthStates: ["PAUSED"] },
  inactive: { isEnabled: null, healthStates: ["INACTIVE"] },
  disabled: { isEnabled: false, healthStates: null },
};

/** null: all of them. */
export function askedOf(state: IntegrationState | null): Asked {
  return state === null ? { isEnabled: null, healthStates: null } : ASKED[state];
}

export function stateSegments(counts: IntegrationCounts): StateSegment[] {
  return [
    { value: "all", label: "All", count: counts.all.totalCount },
    { value: "failing", label: "Failing", health: "FAILING", count: counts.failing.totalCount },
    { value: "paused", label: "Paused", health: "PAUSED", count: counts.paused.totalCount },
    { value: "inactive", label: "Inactive", health: "INACTIVE", count: counts.inactive.totalCount },
    { value: "disabled", label: "Disabled", count: counts.disabled.totalCount },
  ];
}
