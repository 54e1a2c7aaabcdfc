"use client";
/** The conditions of one filter, AND'd: fields, or, as long as nobody is near those of a large integration, lines to read. */
import clsx from "clsx";
import { Copy, Plus } from "lucide-react";
import { memo, startTransition, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useFieldArray, useFormContext, useFormState } from "react-hook-form";
import { Button } from "#ui/button";
import { FieldMessages } from "#ui/field";
import { useIsNear } from "#ui/near-section";
import { DragHandle, SortableItem, SortableList } from "#ui/sortable";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { ConditionLines } from "./condition-lines.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { type EditorValues, EMPTY_CONDITION } from "./editor-form.ts";
import { moves } from "./moves.tsx";

type FilterConditionsProps = {
  filterIndex: number;
  /** Whether they are fields wherever the window is; once they are, they stay. */
  mustBeFields: boolean;
};

export function FilterConditions({ filterIndex, mustBeFields }: FilterConditionsProps) {
  const { getValues } = useFormContext<EditorValues>();
  const { errors } = useFormState<EditorValues>({ name: `filters.${filterIndex}` });
  const isNear = useIsNear();
  const [areFields, setAreFields] = useState(mustBeFields);
  const [wasNear, setWasNear] = useState(false);
  // What is wrong with one is shown beside it, and takes the focus.
  const isFaulty = errors.filters?.[filterIndex] !== undefined;
  if ((isFaulty || mustBeFields) && !areFields) setAreFields(true);
  useEffect(() => {
    if (!isNear) return;
    startTransition(() => {
      setAreFields(true);
      setWasNear(true);
    });
  }, [isNear]);
  if (!areFields) return <ConditionLines conditions={getValues(`filters.${filterIndex}.conditions`)} />;
  return (
    // Far from the window they need not be laid out, once it is known how much room they take: what takes more or less
    // than it was thought to moves what somebody looks at.
    <div className={clsx("[contain-intrinsic-height:auto_240px]", wasNear && !isNear && "[content-visibility:auto]")}>
      <ConditionFields filterIndex={filterIndex} />
    </div>
  );
}

const ConditionFields = memo(function ConditionFields({ filterIndex }: { filterIndex: number }) {
  const { control, getValues, setFocus } = useFormContext<EditorValues>();
  const path = `filters.${filterIndex}.conditions` as const;
  const { fields, append, remove, insert, move } = useFieldArray({ control, name: path });
  const formState = useFormState<EditorValues>({ name: `filters.${filterIndex}` });
  const errors = formState.errors.filters?.[filterIndex];
  const conditionsError = errors?.conditions?.root?.message ?? errors?.conditions?.message;
  const letter = filterLetter(filterIndex);

  /** The button that was pressed is gone with its condition; the focus goes to the neighbour. */
  function removeAt(at: number) {
    flushSync(() => remove(at));
    setFocus(`${path}.${Math.min(at, fields.length - 2)}.field`);
  }

  return (
    <>
      <div className="px-2.5 pt-3 pb-1 md:pl-3.5">
        <SortableList ids={fields.map(({ id }) => id)} onMove={move}>
          {fields.map((condition, at) => (
            <SortableItem key={condition.id} id={condition.id}>
              {(conditionHandle) => (
                <ConditionRow
                  filterIndex={filterIndex}
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
        <FieldMessages id={`filter-${filterIndex}`} error={errors?.name?.message ?? conditionsError} />
      </div>
      <div className="mb-2 ml-9 md:mb-3 md:ml-10.5">
        <Button variant="ghost" small icon={Plus} onClick={() => append(structuredClone(EMPTY_CONDITION))}>
          Add condition
        </Button>
      </div>
    </>
  );
});
