/**
 * Ends a program together with the one that started it: calls `end` once that is gone, at once if it is gone already. Does
 * nothing where a person or a service manager started the program.
 */
export function endWithParent(end: () => void): void {
  if (process.send === undefined) return;
  if (process.connected) process.once("disconnect", end);
  else end();
}
