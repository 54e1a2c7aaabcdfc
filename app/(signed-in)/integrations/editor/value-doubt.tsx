/** What is said of values that are probably wrong, and the ones that were probably meant, to take with one press. */
import type { ReactNode } from "react";
import type { ImpossibleValue } from "#webhooks/impossible-values";
import { type SeenField, type SeenValue, unseenValue } from "#webhooks/seen-fields";
import { countOf } from "../../../wording/numbers.ts";

/** A value that no recent event had, and the one that was probably meant. */
export type Doubt = { value: string; near: SeenValue | null };

/** More are counted; their marks tell which. */
const NAMED_MAX = 5;

/** Each value of a condition that is to be doubted. */
export function doubtsOf(field: SeenField | undefined, { operator, values }: DoubtedCondition): Doubt[] {
  return values.flatMap((value) => unseenValue(field, { operator, values: [value] }) ?? []);
}

type DoubtedCondition = Parameters<typeof unseenValue>[1];

type ValueDoubtsProps = {
  doubts: readonly Doubt[];
  /** How many recent events have the field. */
  events: number;
  /** `value` gives way to `taken`. */
  onTake: (value: string, taken: string) => void;
};

/** No recent event had the values. */
export function ValueDoubts({ doubts, events, onTake }: ValueDoubtsProps) {
  return (
    <>
      None of the {countOf(events, "newest event")} with this field had {anyOf(doubts.map(({ value }) => value))}.
      {doubts.slice(0, NAMED_MAX).map(({ value, near }) =>
        near === null ? null : (
          <span key={value}>
            {" "}
            <Take onTake={() => onTake(value, near.value)}>{near.value}</Take>
            {doubts.length > 1 ? ` for “${value}”` : null}, seen in {countOf(near.events, "of them", "of them")}.
          </span>
        ),
      )}
    </>
  );
}

/** "“a”, “b” or “c”". */
function anyOf(values: readonly string[]): string {
  const named = values.slice(0, NAMED_MAX).map((value) => `“${value}”`);
  const others = values.length - named.length;
  if (others > 0) named.push(countOf(others, "other"));
  return new Intl.ListFormat("en-US", { type: "disjunction" }).format(named).replace(/, or /, " or ");
}

type ImpossibleValuesProps = {
  /** What the server says about all of them. */
  warning: string;
  impossible: readonly ImpossibleValue[];
  onTake: ValueDoubtsProps["onTake"];
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
