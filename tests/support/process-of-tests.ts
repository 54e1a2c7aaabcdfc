/** What a process that runs several files of tests keeps from one to the next, whatever is loaded anew. */
import type { TestDatabase } from "./database.ts";

export const processOfTests = globalThis as typeof globalThis & {
  /** What it was started with. */
  testEnvironment?: NodeJS.ProcessEnv;
  /** One for all its files; absent where each has its own. */
  commonDatabase?: { made: TestDatabase | null };
};
