/** A value of this page that several of its parts share: what changes it and what shows it need not know each other. */

export type SharedValue<Value> = {
  current: () => Value;
  change: (next: Value) => void;
  /** These two are what useSyncExternalStore asks for, beside `current`. */
  subscribe: (listener: () => void) => () => void;
  onServer: () => Value;
};

/** `start`: also what the server draws with. Listeners hear of another value only. */
export function sharedValue<Value>(start: Value): SharedValue<Value> {
  let current = start;
  const listeners = new Set<() => void>();
  return {
    current: () => current,
    change(next) {
      if (Object.is(next, current)) return;
      current = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onServer: () => start,
  };
}
