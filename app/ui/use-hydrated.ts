/** Whether the browser has taken over from the server's HTML, without a mismatch between the two. */
import { useSyncExternalStore } from "react";

/** False on the server and in the first draw, true from then on. Forms wait for it, so that nothing typed is lost. */
export function useHydrated(): boolean {
  return useSyncExternalStore(subscribeNever, isTrue, isFalse);
}

const subscribeNever = () => () => {};
const isTrue = () => true;
const isFalse = () => false;
