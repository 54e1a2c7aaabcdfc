/** A value that no recent event had, and the one that was probably meant, to take with one press. */
import type { SeenValue } from "#webhooks/seen-fields";
import { countOf } from "../../../wording/numbers.ts";

type ValueDoubtProps = {
  doubt: { value: string; near: SeenValue | null };
  /** How many recent events have the field. */
  events: number;
  onTake: (value: string) => void;
};

export function ValueDoubt({ doubt, events, onTake }: ValueDoubtProps) {
  const { value, near } = doubt;
  return (
    <>
      None of the {countOf(events, "newest event")} with this field had “{value}”.
      {near ? (
        <>
          {" "}
          <button
            type="button"
            onClick={() => onTake(near.value)}
            className="font-medium text-accent-ink underline underline-offset-2"
          >
            Use “{near.value}”
          </button>
          , seen in {countOf(near.events, "of them", "of them")}.
        </>
      ) : null}
    </>
  );
}
