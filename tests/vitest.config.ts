/**
 * How the tests run. What is pure needs nothing but itself; everything else shares one real PostgreSQL, where a file
 * that asks for one gets a database of its own.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const PURE = ["tests/architecture.test.ts", "tests/config.test.ts", "tests/webhooks/**/*.test.ts"];

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  resolve: {
    /** Two entry points of one package would be two realms to graphql's instanceof checks. */
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    setupFiles: ["tests/support/silent-console.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      { extends: true, test: { name: "pure", include: PURE } },
      {
        extends: true,
        test: {
          name: "database",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...PURE, "tests/browser/**"],
          globalSetup: [fileURLToPath(new URL("support/global-setup.ts", import.meta.url))],
        },
      },
    ],
  },
});
