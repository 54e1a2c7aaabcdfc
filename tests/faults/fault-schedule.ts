/**
 * Which fault happens when: a random schedule that is the same for the same seed. Pure; carrying it out is
 * fault-world's. Faults of different parts overlap, those of one part follow each other.
 */
import { IMPAIRMENTS, type Impairment } from "../support/tcp-proxy.ts";

/** What a fault happens to; `everything` is all processes at once. */
export type Part =
  | "worker 1"
  | "worker 2"
  | "web"
  | "database"
  | "everything"
  | "receiver network"
  | "database network";
/**
 * `kill`: SIGKILL, and started again at the end. `deploy`: a graceful stop, and started again. `freeze`: SIGSTOP, and
 * SIGCONT at the end. `refuse writes`: as with a full disk. The others are the network's.
 */
export type Harm = "kill" | "deploy" | "freeze" | "refuse writes" | "cut" | Impairment;
export type Fault = { atMs: number; forMs: number; part: Part; harm: Harm };

/** Longer than the silence after which a worker counts as dead. */
const FROZEN_MS = 18_000;

const NETWORK: [Part, Harm][] = IMPAIRMENTS.map((harm) => ["receiver network", harm]);
const SHORT: [Part, Harm][] = [
  ["worker 1", "kill"],
  ["worker 2", "kill"],
  ["worker 1", "deploy"],
  ["web", "kill"],
  ["web", "deploy"],
  ["database", "kill"],
  ["database", "deploy"],
  ["database", "refuse writes"],
  ["database network", "cut"],
  ["database network", "silent"],
  ["database network", "reset"],
  ...NETWORK,
];
/** What takes too long, or ruins too much, for a short run. */
const LONG: [Part, Harm][] = [
  ["worker 2", "deploy"],
  ["worker 1", "freeze"],
  ["worker 2", "freeze"],
  ["everything", "kill"],
  ["database network", "cut"],
  ["database network", "delay"],
  ["database network", "refuse"],
];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Faults that all begin within `durationMs`, about `everyMs` apart, in the order of their beginning. Every kind comes
 * before any comes again; from a minute on the long ones are among them.
 */
export function planFaults(seed: number, { durationMs, everyMs }: { durationMs: number; everyMs: number }): Fault[] {
  const random = randomNumbers(seed);
  const kinds = durationMs < 60_000 ? SHORT : [...SHORT, ...LONG];
  const freeAtMs = new Map<Part, number>();
  const faults: Fault[] = [];
  let bag: [Part, Harm][] = [];
  for (let atMs = everyMs; atMs < durationMs; atMs += everyMs * (0.5 + random())) {
    if (bag.length === 0) bag = shuffled(kinds, random);
    const next = bag.findIndex(([part]) => isFree(part, atMs, freeAtMs));
    const [part, harm] = bag[next] ?? [];
    if (part === undefined || harm === undefined) continue;
    bag.splice(next, 1);
    const forMs = Math.round(harm === "freeze" ? FROZEN_MS : 200 + random() * everyMs * 3);
    faults.push({ atMs: Math.round(atMs), forMs, part, harm });
    freeAtMs.set(part, atMs + forMs);
  }
  return faults;
}

/** All processes can only be killed when none of them is being harmed. */
function isFree(part: Part, atMs: number, freeAtMs: ReadonlyMap<Part, number>): boolean {
  const others = part === "everything" ? [...freeAtMs.keys()] : [part, "everything" as const];
  return others.every((other) => (freeAtMs.get(other) ?? 0) <= atMs);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
