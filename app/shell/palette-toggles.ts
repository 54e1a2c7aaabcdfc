/** What the palette can switch over: "disable" or "activate", and what it is to happen to. */
import type { ResultOf } from "gql.tada";
import { graphql } from "#graphql/document";
import { askFromBrowser } from "../browser-api.ts";
import { onDemand } from "../on-demand.ts";

export type Toggle = {
  kind: "integration" | "subscription";
  id: string;
  /** "Disable Hazmat alerts". */
  label: string;
  name: string;
  /** What it is switched to. */
  isOn: boolean;
  /** Deliveries that are held for it. */
  held: number;
};

type Verb = Pick<Toggle, "kind" | "isOn"> & { verb: string; label: string };

export const VERBS: readonly Verb[] = [
  { verb: "disable", label: "Disable an integration …", kind: "integration", isOn: false },
  { verb: "enable", label: "Enable an integration …", kind: "integration", isOn: true },
  { verb: "deactivate", label: "Deactivate a subscription …", kind: "subscription", isOn: false },
  { verb: "activate", label: "Activate a subscription …", kind: "subscription", isOn: true },
];

const ToggleQuery = graphql(`
  query PaletteToggles($search: String!, $isOn: Boolean!, $integrations: Boolean!, $subscriptions: Boolean!) {
    integrations(first: 8, search: $search, isEnabled: $isOn) @include(if: $integrations) {
      totalCount
      edges {
        node {
          id
          name
        }
      }
    }
    webhookSubscriptions(first: 8, search: $search, isActive: $isOn) @include(if: $subscriptions) {
      totalCount
      edges {
        node {
          id
          name
          health {
            heldDeliveries
          }
        }
      }
    }
  }
`);

/** What the text asks for: a verb, whole, and what it is to happen to ("" when that is not said yet). */
export function askedToggle(text: string): (Verb & { rest: string }) | null {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  const verb = VERBS.find((candidate) => candidate.verb === first.toLowerCase());
  return verb ? { ...verb, rest: rest.join(" ") } : null;
}

/** `more`: how many there are beside the first ones. */
export type FoundToggles = { toggles: Toggle[]; more: number };
export const NO_TOGGLES: FoundToggles = { toggles: [], more: 0 };

/** Those that the text names and that are not so already. Throws `ApiFailure`. */
export async function findToggles(text: string): Promise<FoundToggles> {
  const asked = askedToggle(text);
  if (asked === null) return NO_TOGGLES;
  const { kind, isOn, rest, verb } = asked;
  const about = { integrations: kind === "integration", subscriptions: kind === "subscription" };
  const answer = await askFromBrowser(ToggleQuery, { search: rest, isOn: !isOn, ...about });
  const toggles = nodesIn(answer).map(({ id, name, held }) => ({
    kind,
    id,
    name,
    isOn,
    held,
    label: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${name}`,
  }));
  const count = (answer.integrations?.totalCount ?? 0) + (answer.webhookSubscriptions?.totalCount ?? 0);
  return { toggles, more: count - toggles.length };
}

function nodesIn({ integrations, webhookSubscriptions }: ResultOf<typeof ToggleQuery>) {
  return [
    ...(integrations?.edges ?? []).map(({ node: { id, name } }) => ({ id, name, held: 0 })),
    ...(webhookSubscriptions?.edges ?? []).map(({ node: { id, name, health } }) => ({
      id,
      name,
      held: health.heldDeliveries,
    })),
  ];
}

/** Does it and says what came of it, with a way back; `redraw`: what is shown is not so any more. */
export async function switchOver(toggle: Toggle, redraw: () => void): Promise<void> {
  await change(toggle.isOn, () => change(!toggle.isOn, null));

  async function change(isOn: boolean, undo: (() => Promise<void>) | null): Promise<void> {
    const wayBack = undo && (() => void undo());
    const isMade =
      toggle.kind === "integration"
        ? await onDemand(import("../(signed-in)/integrations/set-enabled.ts"), ({ setEnabled }) =>
            setEnabled(toggle, isOn, wayBack),
          )
        : await onDemand(import("../(signed-in)/subscriptions/set-active.ts"), ({ setActive }) =>
            setActive(toggle, isOn, wayBack),
          );
    if (isMade) redraw();
  }
}
