/**
 * Whether the database refuses to store what it is given although it answers: its disk is full or broken, or it has
 * become a read-only replica. Reading, and the small writes that find room on their page, may go on for long.
 */

/** Insufficient resources, faults of the system, damaged data, and read-only transactions (PostgreSQL's error codes). */
const REFUSAL = /^(53|58|XX|25006)/;
/** Nobody may be sent here while it is told, so it is told no longer than this, and then tried again. */
const TOLD_FOR_MS = 15_000;

/** Kept on globalThis: bundlers may load this module several times in one process. */
const held = globalThis as typeof globalThis & { signalpostWriteRefusedMs?: number | undefined };

/** Notes what comes of a transaction that stores. Answers or throws as it does. */
export async function notingRefusal<T>(transaction: Promise<T>): Promise<T> {
  try {
    const result = await transaction;
    held.signalpostWriteRefusedMs = undefined;
    return result;
  } catch (error) {
    if (REFUSAL.test(codeOf(error))) held.signalpostWriteRefusedMs = performance.now();
    throw error;
  }
}

/** Of this process, within the last 15 s, and nothing was stored since. */
export function wasRefusedLately(): boolean {
  const refusedMs = held.signalpostWriteRefusedMs;
  return refusedMs !== undefined && performance.now() - refusedMs < TOLD_FOR_MS;
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
