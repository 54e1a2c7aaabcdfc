/** Whether this browser shows the history live; kept from visit to visit. */
import { useSyncExternalStore } from "react";

const NAME = "live-history";
const listeners = new Set<() => void>();

/** On unless it was switched off; off on the server and in the first draw. */
export function useLiveSetting(): boolean {
  return useSyncExternalStore(listen, isOn, () => false);
}

export function setLive(on: boolean): void {
  if (on) localStorage.removeItem(NAME);
  else localStorage.setItem(NAME, "off");
  for (const changed of listeners) changed();
}

const isOn = () => localStorage.getItem(NAME) !== "off";

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}
