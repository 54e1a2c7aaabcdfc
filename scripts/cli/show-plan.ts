/** A plan as people read it: what is made (+), changed (~) and deleted (-), field by field. */
import colors from "picocolors";
import type { FieldChange } from "./field-changes.ts";
import type { Plan } from "./plan-changes.ts";

/** Several lines, coloured on a terminal, with a sum at the end. */
export function showPlan(plan: Plan): string {
  const changes = [
    ...plan.subscriptions.map((change) => ({ noun: "subscription", ...change })),
    ...plan.integrations.map((change) => ({ noun: "integration", ...change })),
  ];
  const deleted = [
    ...plan.deleted.integrations.map((standing) => ({ noun: "integration", ...standing })),
    ...plan.deleted.subscriptions.map((standing) => ({ noun: "subscription", ...standing })),
  ];
  const lines = [
    ...changes.flatMap(({ noun, key, standing, fields }) =>
      standing
        ? [colors.yellow(`~ ${noun} ${key}`), ...fields.map(showChanged)]
        : [colors.green(`+ ${noun} ${key}`), ...fields.filter(isWorthShowing).map(showNew)],
    ),
    ...deleted.map(({ noun, id, externalId, name }) => colors.red(`- ${noun} ${externalId ?? id} (${name})`)),
  ];
  const created = changes.filter(({ standing }) => !standing).length;
  const sum = `${created} to create, ${changes.length - created} to change, ${deleted.length} to delete.`;
  return [...lines, "", sum, ...leftAlone(plan)].join("\n");
}

/** What is on the server and not in the file; nothing to say if there is none. */
export function leftAlone({ leftAlone: count }: Plan): string[] {
  return count === 0 ? [] : [`${count} not in the file ${count === 1 ? "is" : "are"} left alone (--prune deletes).`];
}

function showChanged({ field, before, after }: FieldChange): string {
  return `    ${field}: ${colors.red(show(before))} → ${colors.green(show(after))}`;
}

function showNew({ field, after }: FieldChange): string {
  return `    ${field}: ${colors.green(show(after))}`;
}

function isWorthShowing({ field, after }: FieldChange): boolean {
  return field !== "externalId" && after !== null && after !== undefined;
}

function show(value: unknown): string {
  if (value === undefined || value === null || value === "") return "none";
  return typeof value === "string" ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
}
