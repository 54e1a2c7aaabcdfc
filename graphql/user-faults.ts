/** Faults that several mutations find, in the same words. */
import type { UserError } from "#webhooks/user-errors";

/** An id in the input that names nothing of this tenant. */
export function notFound(what: string, id: string, path: readonly string[]): UserError {
  return {
    code: "NOT_FOUND",
    message: id === "" ? `The id of the ${what} is empty.` : `There is no ${what} ${id.slice(0, 100)}.`,
    path: [...path],
  };
}

/**
 * What is to be changed, and what forbids it; `row` null: there is no such thing. A row of another version than the given
 * one is here nevertheless, so that whatever else is wrong is told together with that.
 */
export type FoundForChange<Row> = { row: Row | null; faults: UserError[] };

/** CONFLICT unless the version is the current one. `given` null or absent: the caller does not mind. */
export function versionFaults(current: number, given: number | null | undefined): UserError[] {
  if (given == null || given === current) return [];
  const message =
    given > current
      ? `There is no version ${given} yet; the current one is ${current}.`
      : `The version is ${current} by now, not ${given}: somebody else changed it meanwhile.`;
  return [{ code: "CONFLICT", message, path: ["version"] }];
}

/** Puts faults of a part of the input where that part stands. */
export function below(path: readonly string[], faults: readonly UserError[]): UserError[] {
  return faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
}
