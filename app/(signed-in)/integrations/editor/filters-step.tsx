"use client";
/** Step 5: the filters, OR'd. None: every event of the trigger passes. */
import { Plus } from "lucide-react";
import { memo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "#ui/button";
import { SortableItem, SortableList } from "#ui/sortable";
import { toast } from "#ui/toast";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { filterSentence, sentenceText } from "../../../wording/filter-sentence.ts";
import { type EditorValues, EMPTY_FILTER, type FilterValues } from "./editor-form.ts";
import { FilterCard } from "./filter-card.tsx";

/** As many conditions as a window may hold are fields from the beginning. */
const CONDITIONS_AT_ONCE = 40;

/** Drawn anew for its own filters only, not with the editor around it. */
export const FiltersStep = memo(function FiltersStep() {
  const { control, getValues, setFocus } = useFormContext<EditorValues>();
  const { fields, append, remove, insert, move } = useFieldArray({ control, name: "filters" });
  const adder = useRef<HTMLDivElement>(null);
  const [approached, setApproached] = useState<number | null>(null);
  const firstField = (index: number) => `filters.${index}.conditions.0.field` as const;

  /** The button that was pressed is gone with its filter; the focus goes to the neighbour. */
  function removeAt(index: number) {
    const removed = structuredClone(getValues(`filters.${index}`));
    const left = fields.length - 1;
    const next = Math.min(index, left - 1);
    flushSync(() => {
      remove(index);
      setApproached(next);
    });
    if (left > 0) setFocus(firstField(next));
    else adder.current?.querySelector("button")?.focus();
    toast(`${wordsOf(removed, index)} is removed.`, {
      description: sentenceText(filterSentence([removed])),
      action: { label: "Undo", onClick: () => bringBack(removed, index) },
    });
  }

  function bringBack(removed: FilterValues, index: number) {
    const at = Math.min(index, getValues("filters").length);
    setApproached(at);
    insert(at, removed, { focusName: firstField(at) });
  }

  function duplicate(index: number) {
    setApproached(index + 1);
    insert(index + 1, structuredClone(getValues(`filters.${index}`)));
  }

  function moveTo(from: number, to: number) {
    setApproached(to);
    move(from, to);
  }

  return (
    <>
      {fields.length === 0 ? (
        <p className="mb-3 text-dense text-ink-2">No filter: every event of the trigger passes.</p>
      ) : null}
      <SortableList ids={fields.map(({ id }) => id)} onMove={moveTo}>
        {fields.map((filter, index) => (
          <SortableItem key={filter.id} id={filter.id}>
            {(handle) => (
              <>
                {index > 0 ? (
                  <p className="flex h-9 items-center gap-2.5 pl-3.5 text-meta text-ink-3">
                    <b className="inline-grid h-5.5 place-items-center rounded-full bg-accent px-2.5 font-semibold tracking-[0.02em] text-on-accent">
                      OR
                    </b>
                    one filter is enough
                  </p>
                ) : null}
                <FilterCard
                  index={index}
                  count={fields.length}
                  mustBeFields={isBeside(index, approached) || areFieldsAtOnce(fields, index)}
                  onRemove={() => removeAt(index)}
                  onDuplicate={() => duplicate(index)}
                  handle={handle}
                  onMove={(to) => moveTo(index, to)}
                />
              </>
            )}
          </SortableItem>
        ))}
      </SortableList>
      <div ref={adder} className={fields.length > 0 ? "mt-3" : undefined}>
        <Button
          icon={Plus}
          // A name is optional: what is typed next belongs into the first condition.
          onClick={() => append(structuredClone(EMPTY_FILTER), { focusName: firstField(fields.length) })}
        >
          Add filter
        </Button>
      </div>
    </>
  );
});

/**
 * Whether a filter is where the focus goes, or a neighbour: one that became fields only then would push the focus out of
 * the window.
 */
function isBeside(index: number, approached: number | null): boolean {
  return approached !== null && Math.abs(index - approached) <= 1;
}

/** Also a new filter, wherever it is added: the focus goes into its only condition. */
function areFieldsAtOnce(filters: readonly FilterValues[], index: number): boolean {
  const above = filters.slice(0, index).reduce((sum, { conditions }) => sum + conditions.length, 0);
  return above < CONDITIONS_AT_ONCE || filters[index]?.conditions.length === 1;
}

/** "Filter A, “North wing”,". */
function wordsOf({ name }: FilterValues, index: number): string {
  const letter = `Filter ${filterLetter(index)}`;
  return name.trim() === "" ? letter : `${letter}, “${name.trim()}”,`;
}
