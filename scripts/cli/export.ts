/** `signalpost export`: integrations and subscriptions as one YAML document, which apply takes. */
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { connectionOf } from "./connection.ts";
import { Refusal } from "./refusal.ts";
import { fetchStanding } from "./standing-definitions.ts";
import { writeDefinitions } from "./write-definitions.ts";

export function addExport(program: Command): void {
  program
    .command("export")
    .description("writes all integrations and subscriptions as YAML, without their secrets (needs READ)")
    .option("--file <file>", "where to; otherwise to standard output")
    .action(exportAll);
}

async function exportAll({ file }: { file?: string }, command: Command): Promise<void> {
  const standing = await fetchStanding(connectionOf(command));
  const text = writeDefinitions(standing);
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text).catch((error: unknown) => {
    throw new Refusal(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
  });
  const { subscriptions, integrations } = standing;
  console.error(`Wrote ${subscriptions.length} subscriptions and ${integrations.length} integrations to ${file}.`);
}
