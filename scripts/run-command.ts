/** Runs a program in the project's folder to its end; it ends with this process. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

export type CommandResult = { code: number | null; output: string };

/**
 * Resolves when it has ended, with its exit code (null: by a signal) and all it printed; throws if there is no such
 * program. A program of an installed package is called by its name alone. `show`: it prints for itself, and nothing is
 * gathered.
 */
export function runCommand(
  command: string,
  parameters: readonly string[],
  {
    env = process.env,
    show = false,
    isOurs = true,
  }: { env?: NodeJS.ProcessEnv; show?: boolean; isOurs?: boolean } = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(isOurs ? `${ROOT}node_modules/.bin/${command}` : command, parameters, {
      cwd: ROOT,
      env,
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    const end = () => child.kill();
    process.once("exit", end);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("exit", end);
      resolve({ code, output });
    });
  });
}
