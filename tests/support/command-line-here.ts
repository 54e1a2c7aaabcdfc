/**
 * The command line in this process, which spares each command the second that a process takes to start: the same
 * program, with parameters, an environment, standard streams and an exit code that are only its own. What belongs to
 * the process itself (pipes, signals, colours, how it ends) takes a real one; command-line.ts starts it.
 */
import { Readable } from "node:stream";
import { formatWithOptions, stripVTControlCharacters } from "node:util";
import { runCommandLine } from "#scripts/cli/signalpost";
import { type CommandLine, environmentOf, type Ran } from "./command-line.ts";

/** Talks to `url` with `apiKey`. One at a time: it takes the place of what the process has. */
export function commandLineHereOf(server: { url: string; apiKey: string }): CommandLine {
  return async (parameters, { input = "", env = {} } = {}) => {
    const ran: Ran = { code: null, stdout: "", stderr: "" };
    const giveBack = replaceSurroundings(ran, input, { ...environmentOf(server), ...env });
    try {
      await runCommandLine(parameters);
      ran.code = Number(process.exitCode ?? 0);
    } finally {
      giveBack();
    }
    return { ...ran, stdout: stripVTControlCharacters(ran.stdout), stderr: stripVTControlCharacters(ran.stderr) };
  };
}

/** Until what it answers is called, all that is read comes from `input` and all that is written goes to `ran`. */
function replaceSurroundings(ran: Ran, input: string, env: NodeJS.ProcessEnv): () => void {
  const { env: ownEnv, exitCode } = process;
  const ownStdin = Object.getOwnPropertyDescriptor(process, "stdin");
  const ownConsole = { log: console.log, error: console.error };
  const ownWrites = { stdout: process.stdout.write, stderr: process.stderr.write };
  process.env = env;
  process.exitCode = undefined;
  Object.defineProperty(process, "stdin", { value: Readable.from([Buffer.from(input)]), configurable: true });
  for (const stream of ["stdout", "stderr"] as const) {
    process[stream].write = ((text: string | Uint8Array) => {
      ran[stream] += typeof text === "string" ? text : Buffer.from(text).toString();
      return true;
    }) as typeof process.stdout.write;
  }
  console.log = (...values) => void process.stdout.write(`${formatWithOptions({}, ...values)}\n`);
  console.error = (...values) => void process.stderr.write(`${formatWithOptions({}, ...values)}\n`);
  return () => {
    Object.assign(console, ownConsole);
    process.stdout.write = ownWrites.stdout;
    process.stderr.write = ownWrites.stderr;
    if (ownStdin) Object.defineProperty(process, "stdin", ownStdin);
    Object.assign(process, { env: ownEnv, exitCode });
  };
}
