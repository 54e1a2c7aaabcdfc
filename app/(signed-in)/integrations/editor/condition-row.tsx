"use client";
/** One condition: a field of the catalogue or a path of one's own, an operator that fits its type, and values. */
import clsx from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Controller, useFormContext, useWatch } from "react-hook-form";
import { Button } from "#ui/button";
import { Chips } from "#ui/chips";
import { Combobox } from "#ui/combobox";
import { FieldMessages } from "#ui/field";
import { Segmented } from "#ui/segmented";
import { Select } from "#ui/select";
import { CONDITION_OPERATORS, type ConditionOperator, OPERATORS } from "#webhooks/operators";
import { unseenValue } from "#webhooks/seen-fields";
import { operatorsFor, operatorWords } from "../../../wording/field-label.ts";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { fieldChoices, valueChoices } from "./condition-choices.ts";
import type { EditorEventType } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { useWarnings } from "./preview-state.tsx";
import { useSeenFields } from "./seen-fields.tsx";
import { ValueDoubt } from "./value-doubt.tsx";

type ConditionRowProps = {
  filterIndex: number;
  index: number;
  isLast: boolean;
  eventFields: EditorEventType["fields"];
  /** Absent: the only condition of its filter stays. */
  onRemove?: () => void;
  /** Moves and duplicates it. */
  handle: ReactNode;
};

export function ConditionRow({ filterIndex, index, isLast, eventFields, onRemove, handle }: ConditionRowProps) {
  const { control, formState, setValue } = useFormContext<EditorValues>();
  const path = `filters.${filterIndex}.conditions.${index}` as const;
  const { field, operator, values } = useWatch({ control, name: path });
  const errors = formState.errors.filters?.[filterIndex]?.conditions?.[index];
  const warnings = useWarnings(filterIndex, index);
  const known = eventFields.find((candidate) => candidate.path === field);
  const seenFields = useSeenFields();
  const seen = seenFields.get(field);
  // The server's warning about a value knows more.
  const doubt = warnings.values ? null : unseenValue(seen, { operator, values });
  const id = `filter-${filterIndex}-condition-${index}`;
  const name = `Filter ${filterLetter(filterIndex)}, condition ${index + 1}`;

  /** An operator that the new field's type does not have gives way to "is any of". */
  function fitOperator(next: string) {
    const type = eventFields.find((candidate) => candidate.path === next)?.type ?? seenFields.get(next)?.type ?? null;
    if (!operatorsFor(type).includes(operator)) setValue(`${path}.operator`, "IS_ANY_OF");
  }

  return (
    <fieldset
      aria-label={name}
      className="relative mb-4 grid grid-cols-[28px_minmax(0,1fr)_40px] gap-x-1.5 md:mb-2 md:grid-cols-[32px_minmax(0,1.15fr)_124px_minmax(0,1.35fr)_56px] md:gap-x-2"
    >
      <span
        aria-hidden="true"
        className={clsx(
          "relative row-span-4 self-stretch text-meta leading-[42px] font-semibold md:row-span-2 md:leading-[34px]",
          index === 0 ? "text-ink-2" : "text-ink-3",
          isLast
            ? ""
            : "after:absolute after:top-8.5 after:-bottom-6 after:left-1.75 after:w-0.5 after:rounded-full after:bg-line-strong md:after:top-7 md:after:-bottom-4",
        )}
      >
        {index === 0 ? "if" : "and"}
      </span>
      <Controller
        control={control}
        name={`${path}.field`}
        render={({ field: input }) => (
          <Combobox
            id={`${id}-field`}
            label={`${name}: field`}
            placeholder="Field or path"
            freeText="a path of your own"
            error={errors?.field?.message}
            inputRef={input.ref}
            options={fieldChoices(eventFields, seenFields)}
            value={input.value}
            onChange={(next) => {
              input.onChange(next);
              fitOperator(next);
            }}
          />
        )}
      />
      <div className="col-start-2 mt-1.5 md:col-start-3 md:mt-0">
        <Controller
          control={control}
          name={`${path}.operator`}
          render={({ field: input }) => (
            <Select
              id={`${id}-operator`}
              label={`${name}: operator`}
              focusRef={input.ref}
              error={errors?.operator?.message}
              options={operatorsFor(known?.type ?? seen?.type ?? null).map((option) => ({
                value: option,
                label: operatorWords(option, known?.type === "BOOLEAN" ? 1 : 2),
              }))}
              value={input.value}
              onChange={(next) => input.onChange(CONDITION_OPERATORS.find((option) => option === next) ?? operator)}
            />
          )}
        />
      </div>
      <div className="col-start-2 mt-1.5 min-w-0 md:col-start-4 md:mt-0">
        <Controller
          control={control}
          name={`${path}.values`}
          render={({ field: input }) =>
            !OPERATORS[operator].needsValues ? (
              <span className="hidden h-8.5 items-center text-dense text-ink-3 md:flex">no value needed</span>
            ) : known?.type === "BOOLEAN" && isOneBoolean(values, operator) ? (
              <Segmented
                label={`${name}: values`}
                options={BOOLEANS}
                value={values[0] ?? ""}
                onChange={(next) => input.onChange([next])}
              />
            ) : (
              <Chips
                id={`${id}-values`}
                label={`${name}: values`}
                placeholder="Value, value"
                error={errors?.values?.message}
                inputRef={input.ref}
                suggestions={valueChoices(known?.knownValues ?? null, seen)}
                doubted={doubt?.value}
                warning={warnings.values ?? (doubt ? "doubted" : undefined)}
                values={input.value}
                onChange={input.onChange}
              />
            )
          }
        />
      </div>
      <span className="col-start-3 row-start-1 flex flex-col md:col-start-5 md:h-8.5 md:flex-row md:items-center">
        {onRemove ? (
          <Button variant="ghost" small iconOnly icon={X} onClick={onRemove}>
            Remove {name.toLowerCase()}
          </Button>
        ) : null}
        {handle}
      </span>
      <div className="col-start-2 -col-end-1 empty:hidden">
        <FieldMessages id={`${id}-field`} error={errors?.field?.message} warning={seen ? undefined : warnings.field} />
        <FieldMessages id={`${id}-operator`} error={errors?.operator?.message} />
        <FieldMessages
          id={`${id}-values`}
          error={errors?.values?.message}
          warning={
            doubt && seen ? (
              <ValueDoubt
                doubt={doubt}
                events={seen.events}
                onTake={(taken) =>
                  setValue(
                    `${path}.values`,
                    [...new Set(values.map((value) => (value === doubt.value ? taken : value)))],
                    { shouldDirty: true },
                  )
                }
              />
            ) : (
              warnings.values
            )
          }
        />
      </div>
    </fieldset>
  );
}

const BOOLEANS = [
  { value: "true", label: "true" },
  { value: "false", label: "false" },
];

/** A choice of true and false serves while there is at most one value, and it is one of them. */
function isOneBoolean(values: readonly string[], operator: ConditionOperator): boolean {
  const [first] = values;
  return (
    operator.startsWith("IS_") && values.length <= 1 && (first === undefined || first === "true" || first === "false")
  );
}
