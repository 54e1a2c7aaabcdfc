/** What is said of a value that is probably wrong, and the one that was probably meant, to take with one press. */
import type { ReactNode } from "react";
import type { ImpossibleValue } from "#webhooks/impossible-values";
import type { SeenValue } from "#webhooks/seen-fields";
import { countOf } from "../../../wording/numbers.ts";

type ValueDoubtProps = {
  doubt: { value: string; near: SeenValue | null };
  /** How many recent events have the field. */
  events: number;
  /** `value` gives way to `taken`. */
  onTake: (value: string, taken: string) => void;
};

/** No recent event had the value. */
export function ValueDoubt({ doubt: { value, near }, events, onTake }: ValueDoubtProps) {
  return (
    <>
      None of the {countOf(events, "newest event")} with this field had “{value}”.
      {near ? (
        <>
          {" "}
          <Take onTake={() => onTake(value, near.value)}>{near.value}</Take>, seen in{" "}
          {countOf(near.events, "of them", "of them")}.
        </>
      ) : null}
    </>
  );
}

type ImpossibleValuesProps = {
  /** What the server says about all of them. */
  warning: string;
  impossible: readonly ImpossibleValue[];
  onTake: ValueDoubtProps["onTake"];
};

/** The field never takes the values. */
export function ImpossibleValues({ warning, impossible, onTake }: ImpossibleValuesProps) {
  return (
    <>
      {warning}
      {impossible.map(({ value, near }) =>
        near === null ? null : (
          <span key={value}>
            {" "}
            <Take onTake={() => onTake(value, near)}>{near}</Take>
            {impossible.length > 1 ? ` for “${value}”` : null}
          </span>
        ),
      )}
    </>
  );
}

function Take({ onTake, children }: { onTake: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onTake}
      className="font-medium text-accent-ink underline underline-offset-2 max-md:min-h-10"
    >
      Use “{children}”
    </button>
  );
}
