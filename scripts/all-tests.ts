/**
 * The whole test run: checks of the sources, tests against a real PostgreSQL, and tests of the pages in a real
 * browser. Every part runs even if an earlier one failed, and the last line sums them up.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, isBuilt } from "./build.ts";
import { ensureBrowser } from "./find-browser.ts";
import { ROOT, runCommand } from "./run-command.ts";

/** How many tests went which way; a part that broke without saying so counts as one failure. */
type Tally = { passed: number; failed: number };

const say = (line: string) => console.log(line);

/** Whether everything passed. Prints `N passed, N failed` at the end. */
export async function runAllTests(): Promise<boolean> {
  const reports = await mkdtemp(join(tmpdir(), "signalpost-reports-"));
  try {
    const parts = [check, build, () => testBehind(join(reports, "vitest.json")), () => testPages(reports)];
    const tally: Tally = { passed: 0, failed: 0 };
    for (const part of parts) {
      const { passed, failed } = await part().catch(failure);
      tally.passed += passed;
      tally.failed += failed;
    }
    say(`\n${tally.passed} passed, ${tally.failed} failed`);
    return tally.failed === 0;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

function failure(error: unknown): Tally {
  say(error instanceof Error ? error.message : String(error));
  return { passed: 0, failed: 1 };
}

async function check(): Promise<Tally> {
  say("\nChecking the sources …");
  const { code } = await runCommand("tsx", ["scripts/check.ts"], { show: true });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Before any test: some start the product as people start it. */
async function build(): Promise<Tally> {
  await ensureBuilt(say);
  return { passed: 0, failed: 0 };
}

async function testBehind(report: string): Promise<Tally> {
  say("\nTesting …");
  const parameters = ["run", "--config", "tests/vitest.config.ts", "--reporter=default", "--reporter=json"];
  const { code } = await runCommand("vitest", [...parameters, `--outputFile.json=${report}`], { show: true });
  const { numPassedTests: passed, numFailedTests: failed } = await readReport<{
    numPassedTests: number;
    numFailedTests: number;
  }>(report);
  return { passed, failed: atLeastOneIf(code !== 0, failed) };
}

async function testPages(reports: string): Promise<Tally> {
  const files = await readdir(join(ROOT, "tests", "browser"), { recursive: true }).catch(() => []);
  if (!files.some((file) => file.endsWith(".spec.ts"))) return { passed: 0, failed: 0 };
  if (!(await isBuilt())) throw new Error("The pages were not built, so nobody looked at them.");
  const browser = await ensureBrowser(say);
  say("\nTesting the pages in a browser …");
  const report = join(reports, "playwright.json");
  const env = { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const parameters = ["test", "--config", "tests/playwright.config.ts", "--reporter=list,json"];
  const { code } = await runCommand("playwright", parameters, { env, show: true });
  const { stats } = await readReport<{ stats: { expected: number; flaky: number; unexpected: number } }>(report);
  return { passed: stats.expected + stats.flaky, failed: atLeastOneIf(code !== 0, stats.unexpected) };
}

async function readReport<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(file, "utf8"));
}

function atLeastOneIf(isBroken: boolean, failed: number): number {
  return isBroken ? Math.max(1, failed) : failed;
}
