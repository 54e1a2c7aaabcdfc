/** Which integrations need a person, and so come first. */

type Health = { state: "HEALTHY" | "FAILING" | "PAUSED" | "INACTIVE" | "UNKNOWN"; heldDeliveries: number };
type Attended = { isEnabled: boolean; actions: readonly { subscription: { health: Health } }[] };

/** Failing, then held back (paused, or something is held), then the rest; within each as they were given. */
export function attentionFirst<Item extends Attended>(integrations: readonly Item[]): Item[] {
  return [...integrations].sort((a, b) => rankOf(a) - rankOf(b));
}

const REST = 2;

/** What is sent nowhere needs nobody, however its subscription is doing. */
function rankOf({ isEnabled, actions }: Attended): number {
  if (!isEnabled) return REST;
  const all = actions.map(({ subscription }) => subscription.health);
  if (all.some(({ state }) => state === "FAILING")) return 0;
  return all.some(({ state, heldDeliveries }) => state === "PAUSED" || heldDeliveries > 0) ? 1 : REST;
}
