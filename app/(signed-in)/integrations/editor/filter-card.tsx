"use client";
/** One filter: its letter, a name of its own, and its conditions, AND'd. */
import { Copy, Plus, Trash2 } from "lucide-react";
import { flushSync } from "react-dom";
import { useFieldArray, useFormContext, useFormState } from "react-hook-form";
import { Button } from "#ui/button";
import { FieldMessages } from "#ui/field";
import { NearSection } from "#ui/near-section";
import { DragHandle, type Handle, SortableItem, SortableList } from "#ui/sortable";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { ConditionRow } from "./condition-row.tsx";
import { type EditorValues, EMPTY_CONDITION } from "./editor-form.ts";
import { moves } from "./moves.tsx";

type FilterCardProps = {
  index: number;
  count: number;
  onRemove: () => void;
  onDuplicate: () => void;
  handle: Handle;
  onMove: (to: number) => void;
};

export function FilterCard({ index, count, onRemove, onDuplicate, handle, onMove }: FilterCardProps) {
  const { control, register, getValues, setFocus } = useFormContext<EditorValues>();
  const path = `filters.${index}.conditions` as const;
  const { fields, append, remove, insert, move } = useFieldArray({ control, name: path });
  const formState = useFormState<EditorValues>({ name: `filters.${index}` });
  const letter = filterLetter(index);
  const errors = formState.errors.filters?.[index];
  const conditionsError = errors?.conditions?.root?.message ?? errors?.conditions?.message;

  /** The button that was pressed is gone with its condition; the focus goes to the neighbour. */
  function removeAt(at: number) {
    flushSync(() => remove(at));
    setFocus(`${path}.${Math.min(at, fields.length - 2)}.field`);
  }

  return (
    <NearSection
      aria-label={`Filter ${letter}`}
      // Beyond the window it need not be laid out; with the focus inside, a list may reach over its edge.
      className="card border-line-strong [contain-intrinsic-height:auto_240px] not-focus-within:[content-visibility:auto]"
    >
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
      <div className="px-2.5 pt-3 pb-1 md:pl-3.5">
        <SortableList ids={fields.map(({ id }) => id)} onMove={move}>
          {fields.map((condition, at) => (
            <SortableItem key={condition.id} id={condition.id}>
              {(conditionHandle) => (
                <ConditionRow
                  filterIndex={index}
                  index={at}
                  isLast={at === fields.length - 1}
                  onRemove={fields.length > 1 ? () => removeAt(at) : undefined}
                  handle={
                    <DragHandle
                      handle={conditionHandle}
                      label={`Move or duplicate filter ${letter}, condition ${at + 1}`}
                      entries={[
                        {
                          kind: "action",
                          label: "Duplicate",
                          icon: <Copy aria-hidden="true" />,
                          onSelect: () => insert(at + 1, structuredClone(getValues(`${path}.${at}`))),
                        },
                        ...moves(at, fields.length, (to) => move(at, to)),
                      ]}
                    />
                  }
                />
              )}
            </SortableItem>
          ))}
        </SortableList>
        <FieldMessages id={`filter-${index}`} error={errors?.name?.message ?? conditionsError} />
      </div>
      <div className="mb-2 ml-9 md:mb-3 md:ml-10.5">
        <Button variant="ghost" small icon={Plus} onClick={() => append(structuredClone(EMPTY_CONDITION))}>
          Add condition
        </Button>
      </div>
    </NearSection>
  );
}
