/**
 * The command line: which commands there are, and the edge where their failures become a sentence and an exit code.
 * What a command does is in the file that is called like it.
 */
import { Command, CommanderError, Option } from "commander";
import { Refusal } from "./refusal.ts";

type AddCommand = (program: Command) => void;

/** What adds each command. Only what is called is loaded: starting is most of what a short command takes. */
const COMMANDS: Record<string, () => Promise<AddCommand>> = {
  keys: async () => (await import("./keys.ts")).addKeys,
  publish: async () => (await import("./publish.ts")).addPublish,
  tail: async () => (await import("./tail.ts")).addTail,
  export: async () => (await import("./export.ts")).addExport,
  apply: async () => (await import("./apply.ts")).addApply,
};

/** Runs what `parameters` say, with the surroundings of this process, and sets its exit code if that is not 0. */
export async function runCommandLine(parameters: readonly string[]): Promise<void> {
  const program = startProgram();
  const called = Object.keys(COMMANDS).filter((name) => parameters.includes(name));
  for (const name of called.length > 0 ? called : Object.keys(COMMANDS)) (await COMMANDS[name]?.())?.(program);
  try {
    await program.parseAsync(parameters, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function startProgram(): Command {
  return new Command("signalpost")
    .description("Works with a Signalpost server: keys, events, deliveries, integrations as code.")
    .addOption(
      new Option("--url <address>", "the server")
        .env("SIGNALPOST_URL")
        .default(`http://localhost:${process.env.PORT || 3000}`),
    )
    .addOption(new Option("--key <api key>", "the API key").env("SIGNALPOST_API_KEY"))
    .addHelpText("after", "\nExit codes: 0 done, 1 refused or failed, 2 used wrongly. More: docs/command-line.md")
    .showHelpAfterError("(add --help for what there is)")
    .exitOverride();
}

function exitCodeOf(error: unknown): number {
  // Commander has said it already; asking for help is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  console.error(error instanceof Error ? error.message : error);
  return error instanceof Refusal ? error.exitCode : 1;
}
