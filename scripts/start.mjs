/**
 * `npm start`: makes a fresh checkout runnable and hands over to the supervisor. `--dev` serves the sources as they
 * change instead of a build. Plain JavaScript, because it runs before anything is installed.
 */
import { ensureInstalled } from "./install.mjs";

try {
  await ensureInstalled({ dev: false });
  const { register } = await import("tsx/esm/api");
  register();
  const { supervise } = await import("./supervise.ts");
  await supervise({ dev: process.argv.includes("--dev") });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
