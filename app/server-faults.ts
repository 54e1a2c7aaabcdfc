/** Puts the faults of a refused mutation beside the fields they belong to, and the focus on the first of them. */
import { flushSync } from "react-dom";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { asTyped } from "./whole-number.ts";

/** A third of a second, as a rule. */
const FRAMES_UNTIL_DRAWN = 20;

export type ServerFault = { code: string; message: string; path: readonly string[] };

/**
 * `fieldOf` answers the form's field of a fault's path, or null for the form as a whole. Returns the sentences that
 * belong to no field, for a note at the form's head. Nothing that was typed changes. `within`: the part of the page that
 * was asked about; what is wrong elsewhere in the form keeps its place.
 */
export function showFaults<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  faults: readonly ServerFault[],
  fieldOf: (path: readonly string[]) => FieldPath<Values> | null,
  within: ParentNode = document,
): string[] {
  const general: string[] = [];
  const byField = new Map<FieldPath<Values>, string[]>();
  for (const fault of faults) {
    const field = fieldOf(fault.path);
    if (field === null) general.push(fault.message);
    else byField.set(field, [...(byField.get(field) ?? []), asTyped(fault.message, form.getValues(field))]);
  }
  // Shown at once, so that there is something to focus however busy the browser is.
  flushSync(() => {
    for (const [field, messages] of byField) form.setError(field, { type: "server", message: messages.join(" ") });
  });
  if (byField.size > 0) focusFirstFault(within);
  return general;
}

/** The first on the page, which need not be the first that the server named. */
function focusFirstFault(within: ParentNode) {
  const field = within.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
  if (field) keepInView(field, FRAMES_UNTIL_DRAWN);
}

/** What comes near the window on the way is drawn only then, may take up more room than before, and pushes it away. */
function keepInView(field: HTMLElement, frames: number) {
  requestAnimationFrame(() => {
    if (document.activeElement !== field) return;
    const { top, bottom } = field.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) field.scrollIntoView({ block: "center" });
    if (frames > 1) keepInView(field, frames - 1);
  });
}
