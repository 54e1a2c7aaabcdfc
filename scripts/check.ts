/**
 * `npm run check`: everything a machine can say about the sources without running the product. Prints a line for each
 * check, the whole complaint of those that fail, and fails if any does.
 */
import { runCommand } from "./run-command.ts";

const CHECKS: [what: string, command: string, ...parameters: string[]][] = [
  ["format and lint", "biome", "ci", "--error-on-warnings"],
  ["types", "tsc", "--noEmit"],
  ["architecture", "vitest", "run", "--config", "tests/vitest.config.ts", "tests/architecture.test.ts"],
  ["printed schema", "tsx", "graphql/print-schema.ts", "--check"],
  ["unused code", "knip"],
];

const results = await Promise.all(
  CHECKS.map(async ([what, command, ...parameters]) => {
    const startedAt = performance.now();
    const { code, output } = await runCommand(command, parameters);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${what} (${seconds} s)`);
    return { what, code, output };
  }),
);
for (const { what, code, output } of results) {
  if (code !== 0) console.log(`\n${what}:\n${output.trim()}`);
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
