/** Whether anybody can see the page: its tab is in front. */
import { useSyncExternalStore } from "react";

/** False on the server and in the first draw. */
export function usePageVisible(): boolean {
  return useSyncExternalStore(listen, isVisible, () => false);
}

const isVisible = () => document.visibilityState === "visible";

function listen(changed: () => void): () => void {
  document.addEventListener("visibilitychange", changed);
  return () => document.removeEventListener("visibilitychange", changed);
}
