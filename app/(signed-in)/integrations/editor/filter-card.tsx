"use client";
/** One filter: its letter, a name of its own, and its conditions, AND'd. */
import { ArrowDown, ArrowUp, Copy, Plus, Trash2 } from "lucide-react";
import { useFieldArray, useFormContext } from "react-hook-form";
import { Button } from "#ui/button";
import { FieldMessages } from "#ui/field";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { ConditionRow } from "./condition-row.tsx";
import type { EditorEventType } from "./documents.ts";
import { type EditorValues, EMPTY_CONDITION } from "./editor-form.ts";

type FilterCardProps = {
  index: number;
  count: number;
  eventFields: EditorEventType["fields"];
  onRemove: () => void;
  onDuplicate: () => void;
  onMove: (to: number) => void;
};

export function FilterCard({ index, count, eventFields, onRemove, onDuplicate, onMove }: FilterCardProps) {
  const { control, register, formState } = useFormContext<EditorValues>();
  const { fields, append, remove } = useFieldArray({ control, name: `filters.${index}.conditions` });
  const letter = filterLetter(index);
  const errors = formState.errors.filters?.[index];
  const conditionsError = errors?.conditions?.root?.message ?? errors?.conditions?.message;
  return (
    <section aria-label={`Filter ${letter}`} className="card border-line-strong">
      <header className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-3.5">
        <h3 className="text-dense font-semibold whitespace-nowrap">Filter {letter}</h3>
        <input
          type="text"
          dir="auto"
          aria-label={`Name of filter ${letter}`}
          placeholder="Name it, if you like"
          autoComplete="off"
          className="h-8 min-w-0 flex-1 rounded-mark bg-transparent px-1 text-[16px] text-ink-2 md:text-dense"
          {...register(`filters.${index}.name`)}
        />
        <span className="flex">
          {index > 0 ? (
            <Button variant="ghost" small iconOnly icon={ArrowUp} onClick={() => onMove(index - 1)}>
              Move filter {letter} up
            </Button>
          ) : null}
          {index < count - 1 ? (
            <Button variant="ghost" small iconOnly icon={ArrowDown} onClick={() => onMove(index + 1)}>
              Move filter {letter} down
            </Button>
          ) : null}
          <Button variant="ghost" small iconOnly icon={Copy} onClick={onDuplicate}>
            Duplicate filter {letter}
          </Button>
          <Button variant="ghost" small iconOnly icon={Trash2} onClick={onRemove}>
            Remove filter {letter}
          </Button>
        </span>
      </header>
      <div className="px-2.5 pt-3 pb-1 md:pl-3.5">
        {fields.map((condition, at) => (
          <ConditionRow
            key={condition.id}
            filterIndex={index}
            index={at}
            isLast={at === fields.length - 1}
            eventFields={eventFields}
            onRemove={fields.length > 1 ? () => remove(at) : undefined}
          />
        ))}
        <FieldMessages id={`filter-${index}`} error={errors?.name?.message ?? conditionsError} />
      </div>
      <div className="mb-2 ml-9 md:mb-3 md:ml-10.5">
        <Button variant="ghost" small icon={Plus} onClick={() => append(structuredClone(EMPTY_CONDITION))}>
          Add condition
        </Button>
      </div>
    </section>
  );
}
