"use client";
/** One filter: its letter, a name of its own, and its conditions. */
import { Copy, Trash2 } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Button } from "#ui/button";
import { NearSection } from "#ui/near-section";
import { DragHandle, type Handle } from "#ui/sortable";
import { filterLetter } from "../../../wording/filter-letter.ts";
import type { EditorValues } from "./editor-form.ts";
import { FilterConditions } from "./filter-conditions.tsx";
import { moves } from "./moves.tsx";

type FilterCardProps = {
  index: number;
  count: number;
  /** Whether its conditions are fields wherever the window is. */
  mustBeFields: boolean;
  onRemove: () => void;
  onDuplicate: () => void;
  handle: Handle;
  onMove: (to: number) => void;
};

export function FilterCard(props: FilterCardProps) {
  const { index, count, mustBeFields, onRemove, onDuplicate, handle, onMove } = props;
  const { register } = useFormContext<EditorValues>();
  const letter = filterLetter(index);

  return (
    <NearSection aria-label={`Filter ${letter}`} className="card border-line-strong">
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
          <Button variant="ghost" small iconOnly icon={Copy} onClick={onDuplicate}>
            Duplicate filter {letter}
          </Button>
          <Button variant="ghost" small iconOnly icon={Trash2} onClick={onRemove}>
            Remove filter {letter}
          </Button>
          {count > 1 ? (
            <DragHandle handle={handle} label={`Move filter ${letter}`} entries={moves(index, count, onMove)} />
          ) : null}
        </span>
      </header>
      <FilterConditions filterIndex={index} mustBeFields={mustBeFields} />
    </NearSection>
  );
}
