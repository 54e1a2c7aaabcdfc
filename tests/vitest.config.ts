/**
 * How the tests run. What is pure needs nothing but itself; everything else shares one real PostgreSQL, where a file
 * that asks for one gets a database of its own.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./support/longest-first.ts";

const PURE = [
  "tests/architecture.test.ts",
  "tests/config.test.ts",
  "tests/webhooks/**/*.test.ts",
  "tests/app/{history,integrations,reports,shell,sign-in,subscriptions,wording}/**/*.test.{ts,tsx}",
];
/** They measure what others would disturb: one after the other, when all else is through. */
const QUIET = ["tests/faults/isolation.test.ts", "tests/jobs/rate-limit-backlog.test.ts"];
const GLOBAL_SETUP = [fileURLToPath(new URL("support/global-setup.ts", import.meta.url))];

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    /** Two entry points of one package would be two realms to graphql's instanceof checks. */
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    setupFiles: ["tests/support/silent-console.ts"],
    pool: "forks",
    /** Two more than the cores that a run is sure to have: much of a test is waiting for other processes. */
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    /** Many times what any takes by itself: a machine that is busy is no failure. */
    testTimeout: 180_000,
    hookTimeout: 180_000,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      // One process for many files: without state there is nothing to keep apart …
      { extends: true, test: { name: "pure", include: PURE, isolate: false } },
      {
        extends: true,
        test: {
          name: "database",
          // … and what has state begins anew with each file.
          isolate: false,
          setupFiles: ["tests/support/shared-process.ts"],
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...PURE, ...QUIET, "tests/browser/**"],
          globalSetup: GLOBAL_SETUP,
        },
      },
      {
        extends: true,
        test: {
          name: "quiet",
          setupFiles: ["tests/support/shared-process.ts"],
          include: QUIET,
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
          globalSetup: GLOBAL_SETUP,
        },
      },
    ],
  },
});
