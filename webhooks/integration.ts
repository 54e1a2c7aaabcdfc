/** Integrations: trigger + filters + actions, and how one is parsed from input. */
import type { EventFilter } from "./filter.ts";

export type ActionType = "WEBHOOK";
export type IntegrationAction = { type: ActionType; subscriptionId: string };

/** What a revision keeps: everything that decides whether and where an event goes. Ids are bare UUIDs. */
export type IntegrationDefinition = {
  name: string;
  isEnabled: boolean;
  trigger: string;
  filters: EventFilter[];
  actions: IntegrationAction[];
};
