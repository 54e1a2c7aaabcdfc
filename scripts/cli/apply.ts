/**
 * `signalpost apply`: makes integrations and subscriptions as a definitions file says. Shows what would change, asks,
 * and does it. Twice in a row, the second time there is nothing to do.
 */
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { carryOut } from "./carry-out.ts";
import { type Connection, connectionOf } from "./connection.ts";
import type { Fault } from "./placeholders.ts";
import { isEmptyPlan, type Plan, planChanges } from "./plan-changes.ts";
import { readDefinitions } from "./read-definitions.ts";
import { Refusal } from "./refusal.ts";
import { leftAlone, showPlan } from "./show-plan.ts";
import { fetchStanding } from "./standing-definitions.ts";

type Options = { file: string; dryRun?: boolean; prune?: boolean; yes?: boolean; updateSecrets?: boolean };

export function addApply(program: Command): void {
  program
    .command("apply")
    .description("makes integrations and subscriptions as a YAML file says (needs READ and MANAGE)")
    .requiredOption("-f, --file <file>", "the file, as export writes it; - is standard input")
    .option("--dry-run", "only show what would change")
    .option("--prune", "delete what is not in the file")
    .option("--update-secrets", "send the secrets of existing subscriptions again; whether they differ cannot be seen")
    .option("-y, --yes", "do not ask")
    .action(apply);
}

async function apply(options: Options, command: Command): Promise<void> {
  const { file, dryRun, prune = false, updateSecrets = false, yes } = options;
  const connection = connectionOf(command);
  const read = readDefinitions(await readText(file), file === "-" ? "stdin" : file, process.env);
  if (!read.ok) throw refusalOf(read.faults, read.describe, 2);
  const standing = await fetchStanding(connection);
  const { plan, faults } = planChanges(read.definitions, standing, { prune, updateSecrets, environment: process.env });
  if (faults.length > 0) throw refusalOf(faults, read.describe, 2);
  if (isEmptyPlan(plan)) {
    console.log(["Nothing to change.", ...leftAlone(plan)].join("\n"));
    return;
  }
  console.log(showPlan(plan));
  if (dryRun) return;
  if (!yes) await askPerson(file);
  await carryOutAll(connection, plan, read.describe);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file === "-" ? "/dev/stdin" : file, "utf8");
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${error instanceof Error ? error.message : error}`, 2);
  }
}

function refusalOf(faults: readonly Fault[], describe: (fault: Fault) => string, exitCode: 1 | 2): Refusal {
  const advice = exitCode === 2 ? ["Nothing was changed."] : [];
  return new Refusal([...faults.map(describe), ...advice].join("\n"), exitCode);
}

async function askPerson(file: string): Promise<void> {
  if (file === "-" || !process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Refusal("Nobody is there to be asked; add --yes to apply this. Nothing was changed.", 2);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("Apply this? [y/N] ").finally(() => terminal.close());
  if (!/^y(es)?$/i.test(answer.trim())) throw new Refusal("Nothing was changed.");
}

async function carryOutAll(connection: Connection, plan: Plan, describe: (fault: Fault) => string): Promise<void> {
  const faults = await carryOut(connection, plan, console.log);
  if (faults.length > 0) {
    const refusal = refusalOf(faults, describe, 1);
    throw new Refusal(`${refusal.message}\nEverything else is done; apply again when this is mended.`);
  }
  console.log("Done.");
}
