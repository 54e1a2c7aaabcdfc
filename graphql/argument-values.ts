/** The arguments of a field, each read by its own parser, and refused together: one error names all of their faults. */
import type { Parsed } from "#webhooks/user-errors";
import { badArguments } from "./errors.ts";

type ParsedArguments = { readonly [name: string]: Parsed<unknown> };
type ValuesOf<Arguments extends ParsedArguments> = {
  [Name in keyof Arguments]: Arguments[Name] extends Parsed<infer Value> ? Value : never;
};

/** The values of all; throws BAD_USER_INPUT with every fault of every one. */
export function valuesOf<Arguments extends ParsedArguments>(given: Arguments): ValuesOf<Arguments> {
  const faults = Object.values(given).flatMap((argument) => (argument.ok ? [] : argument.errors));
  if (faults.length > 0) throw badArguments(faults);
  const values = Object.entries(given).map(([name, argument]) => [name, argument.ok ? argument.value : null]);
  return Object.fromEntries(values) as ValuesOf<Arguments>;
}
