/**
 * `npm test`: makes a fresh checkout testable and hands over to the test run. Plain JavaScript, because it runs before
 * anything is installed.
 */
import { ensureInstalled } from "./install.mjs";

try {
  await ensureInstalled({ dev: true });
  const { register } = await import("tsx/esm/api");
  register();
  const { runAllTests } = await import("./all-tests.ts");
  process.exitCode = (await runAllTests()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
