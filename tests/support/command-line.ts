/** The command line as people run it: its own process, with its arguments and what is piped into it. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Ran = { code: number | null; stdout: string; stderr: string };

export type CommandLine = (
  parameters: string[],
  options?: { input?: string; env?: Record<string, string> },
) => Promise<Ran>;

/** Talks to `url` with `apiKey`. Nothing else of this process's environment reaches it. */
export function commandLineOf(server: { url: string; apiKey: string }): CommandLine {
  return async (parameters, { input = "", env = {} } = {}) => {
    const child = spawn(process.execPath, ["scripts/signalpost.mjs", ...parameters], {
      cwd: ROOT,
      env: { ...environmentOf(server), ...env },
    });
    const ran: Ran = { code: null, stdout: "", stderr: "" };
    child.stdout.on("data", (chunk) => {
      ran.stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      ran.stderr += chunk;
    });
    // One that ends without reading closes the pipe.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    ran.code = await new Promise((resolve) => child.once("close", resolve));
    return ran;
  };
}

/** All that the command line finds in its environment. */
export function environmentOf({ url, apiKey }: { url: string; apiKey: string }): NodeJS.ProcessEnv {
  const { PATH, HOME, NODE_ENV } = process.env;
  return { PATH, HOME, NODE_ENV, SIGNALPOST_URL: url, SIGNALPOST_API_KEY: apiKey };
}
