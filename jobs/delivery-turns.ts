/** Two jobs of one delivery in this process take turns: the second sees what the first recorded. */

const turns = new Map<string, Promise<void>>();

/** Does the work when nobody else in this process has the delivery; rejects as the work does. */
export async function takeTurn(deliveryId: string, work: () => Promise<void>): Promise<void> {
  for (let before = turns.get(deliveryId); before; before = turns.get(deliveryId)) await before.catch(() => undefined);
  const turn = work().finally(() => turns.delete(deliveryId));
  turns.set(deliveryId, turn);
  await turn;
}

/** Resolves when no delivery is in anybody's hands any more; for the end of a process. */
export async function turnsEnd(): Promise<void> {
  while (turns.size > 0) await Promise.allSettled(turns.values());
}
