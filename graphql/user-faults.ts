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

/** `given` null or absent: the caller does not mind. */
export function conflictOfVersion(current: number, given: number | null | undefined): UserError | null {
  if (given == null || given === current) return null;
  const message =
    given > current
      ? `There is no version ${given} yet; the current one is ${current}.`
      : `The version is ${current} by now, not ${given}: somebody else changed it meanwhile.`;
  return { code: "CONFLICT", message, path: ["version"] };
}

/** Puts faults of a part of the input where that part stands. */
export function below(path: readonly string[], faults: readonly UserError[]): UserError[] {
  return faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
}
