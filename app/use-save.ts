/** Saves what a form holds: what the server refuses stands beside its field, or at the form's head. */
import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { failureSentence } from "./browser-api.ts";
import { type ServerFault, showFaults } from "./server-faults.ts";

type Payload = { readonly userErrors: readonly ServerFault[] };

type Save<Values extends FieldValues> = {
  form: UseFormReturn<Values>;
  /** The form's field of a fault's path, or null for the form as a whole. */
  fieldOf: (path: readonly string[]) => FieldPath<Values> | null;
};

/**
 * `save` answers the payload of the mutation, or null where it was refused or failed; it never rejects, and nothing that
 * was typed changes. `problems`: the sentences for the form's head.
 */
export function useSave<Values extends FieldValues>({ form, fieldOf }: Save<Values>) {
  const [problems, setProblems] = useState<readonly string[]>([]);

  async function save<Saved extends Payload>(request: Promise<Saved>): Promise<Saved | null> {
    setProblems([]);
    try {
      const saved = await request;
      if (saved.userErrors.length === 0) return saved;
      setProblems(showFaults(form, saved.userErrors, fieldOf));
    } catch (thrown) {
      setProblems([failureSentence(thrown)]);
    }
    return null;
  }
  return { save, problems };
}
