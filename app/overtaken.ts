/**
 * Says that what is stored may be another thing than what the page shows: a change was refused, or nobody knows whether
 * it was made. What finds that out and what reads the page anew meet here.
 */

const listeners = new Set<() => void>();

export function sayOvertaken(): void {
  for (const listener of listeners) listener();
}

/** Answers how to stop. */
export function onOvertaken(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
