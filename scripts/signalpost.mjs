#!/usr/bin/env node
/**
 * `npx signalpost` and `npm run cli --`: makes the checkout runnable and hands over to the command line. Plain
 * JavaScript, because it runs before anything is installed.
 */
import { ensureInstalled } from "./install.mjs";

try {
  await ensureInstalled({ dev: false });
  // `npm run` works in the project's folder; files are meant from where the person is.
  if (process.env.npm_lifecycle_event === "cli" && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const { register } = await import("tsx/esm/api");
  register();
  const { runCommandLine } = await import("./cli/signalpost.ts");
  // A reader that has seen enough, such as `head`, closes the pipe.
  process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));
  await runCommandLine(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
