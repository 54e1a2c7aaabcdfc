"use client";
/**
 * One condition: a field of the catalogue or a path of one's own, an operator that fits its type, and values. It draws
 * anew for what is its own only: a large integration has hundreds of these rows, and an answer of the preview or a
 * keystroke elsewhere is news to few of them.
 */
import clsx from "clsx";
import { X } from "lucide-react";
import { memo, type ReactNode, useMemo } from "react";
import { useController } from "react-hook-form";
import { Button } from "#ui/button";
import { Chips } from "#ui/chips";
import { Combobox } from "#ui/combobox";
import { FieldMessages } from "#ui/field";
import { Segmented } from "#ui/segmented";
import { Select } from "#ui/select";
import { parseFieldPath } from "#webhooks/field-path";
import { impossibleValues } from "#webhooks/impossible-values";
import { CONDITION_OPERATORS, type ConditionOperator, OPERATORS } from "#webhooks/operators";
import { useInTurn } from "../../../ui/use-in-turn.ts";
import { operatorsFor, operatorWords } from "../../../wording/field-label.ts";
import { filterLetter } from "../../../wording/filter-letter.ts";
import { valueChoices } from "./condition-choices.ts";
import type { EditorValues } from "./editor-form.ts";
import { useWarnings } from "./preview-state.tsx";
import { type FieldsOfTrigger, useFieldsOfTrigger } from "./seen-fields.tsx";
import { doubtsOf, ImpossibleValues, ValueDoubts } from "./value-doubt.tsx";

type ConditionRowProps = {
  filterIndex: number;
  index: number;
  isLast: boolean;
  /** Absent: the only condition of its filter stays. */
  onRemove?: () => void;
  /** Moves and duplicates it. */
  handle: ReactNode;
};

export function ConditionRow(props: ConditionRowProps) {
  const fields = useFieldsOfTrigger();
  const { field: fieldWarning, values: valuesWarning } = useWarnings(props.filterIndex, props.index);
  // In one turn: what recent events had and what the preview warns of come shortly after each other.
  const news = useMemo(() => ({ fields, fieldWarning, valuesWarning }), [fields, fieldWarning, valuesWarning]);
  return <Row {...props} {...useInTurn(news)} />;
}

type RowProps = ConditionRowProps & { fields: FieldsOfTrigger; fieldWarning?: string; valuesWarning?: string };

const Row = memo(function Row(props: RowProps) {
  const { filterIndex, index, isLast, onRemove, handle, fields, fieldWarning, valuesWarning } = props;
  const path = `filters.${filterIndex}.conditions.${index}` as const;
  const field = useController<EditorValues, `${typeof path}.field`>({ name: `${path}.field` });
  const operator = useController<EditorValues, `${typeof path}.operator`>({ name: `${path}.operator` });
  const values = useController<EditorValues, `${typeof path}.values`>({ name: `${path}.values` });
  const errors = {
    field: field.fieldState.error?.message ?? pathFault(field.field.value),
    operator: operator.fieldState.error?.message,
    values: values.fieldState.error?.message,
  };
  const condition = { operator: operator.field.value, values: values.field.value };
  const known = fields.catalogue.find((candidate) => candidate.path === field.field.value);
  const seen = fields.seen.get(field.field.value);
  // The server's warning about a value knows more.
  const allDoubts = useMemo(
    () => doubtsOf(seen, { operator: condition.operator, values: condition.values }),
    [seen, condition.operator, condition.values],
  );
  const doubts = valuesWarning ? [] : allDoubts;
  const impossible = impossibleValues(known?.knownValues ?? null, condition);
  const id = `filter-${filterIndex}-condition-${index}`;
  const name = `Filter ${filterLetter(filterIndex)}, condition ${index + 1}`;

  /** An operator that the new field's type does not have gives way to "is any of". */
  function fitOperator(next: string) {
    const type =
      fields.catalogue.find((candidate) => candidate.path === next)?.type ?? fields.seen.get(next)?.type ?? null;
    if (!operatorsFor(type).includes(condition.operator)) operator.field.onChange("IS_ANY_OF");
  }
  function takeInstead(value: string, taken: string) {
    values.field.onChange([...new Set(condition.values.map((one) => (one === value ? taken : one)))]);
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
      <Combobox
        id={`${id}-field`}
        label={`${name}: field`}
        placeholder="Field or path"
        freeText="a path of your own"
        error={errors.field}
        inputRef={field.field.ref}
        options={fields.choices}
        value={field.field.value}
        onChange={(next) => {
          field.field.onChange(next);
          fitOperator(next);
        }}
      />
      <div className="col-start-2 mt-1.5 md:col-start-3 md:mt-0">
        <Select
          id={`${id}-operator`}
          label={`${name}: operator`}
          focusRef={operator.field.ref}
          error={errors.operator}
          options={operatorsFor(known?.type ?? seen?.type ?? null).map((option) => ({
            value: option,
            label: operatorWords(option, known?.type === "BOOLEAN" ? 1 : 2),
          }))}
          value={condition.operator}
          onChange={(next) =>
            operator.field.onChange(CONDITION_OPERATORS.find((option) => option === next) ?? condition.operator)
          }
        />
      </div>
      <div className="col-start-2 mt-1.5 min-w-0 md:col-start-4 md:mt-0">
        {!OPERATORS[condition.operator].needsValues ? (
          <span className="hidden h-8.5 items-center text-dense text-ink-3 md:flex">no value needed</span>
        ) : known?.type === "BOOLEAN" && isOneBoolean(condition.values, condition.operator) ? (
          <Segmented
            label={`${name}: values`}
            options={BOOLEANS}
            value={condition.values[0] ?? ""}
            onChange={(next) => values.field.onChange([next])}
          />
        ) : (
          <Chips
            id={`${id}-values`}
            label={`${name}: values`}
            placeholder="Value, value"
            error={errors.values}
            inputRef={values.field.ref}
            suggestions={valueChoices(known?.knownValues ?? null, seen)}
            doubted={(doubts.length > 0 ? doubts : impossible).map(({ value }) => value)}
            warning={valuesWarning ?? (doubts.length > 0 ? "doubted" : undefined)}
            values={condition.values}
            onChange={values.field.onChange}
          />
        )}
      </div>
      <span className="col-start-3 row-span-2 row-start-1 flex flex-col md:col-start-5 md:row-span-1 md:h-8.5 md:flex-row md:items-center">
        {onRemove ? (
          <Button variant="ghost" small iconOnly icon={X} onClick={onRemove}>
            Remove filter {filterLetter(filterIndex)}, condition {index + 1}
          </Button>
        ) : null}
        {handle}
      </span>
      <div className="col-start-2 -col-end-1 empty:hidden">
        <FieldMessages id={`${id}-field`} error={errors.field} warning={seen ? undefined : fieldWarning} />
        <FieldMessages id={`${id}-operator`} error={errors.operator} />
        <FieldMessages
          id={`${id}-values`}
          error={errors.values}
          warning={
            doubts.length > 0 && seen ? (
              <ValueDoubts doubts={doubts} events={seen.events} onTake={takeInstead} />
            ) : valuesWarning ? (
              <ImpossibleValues warning={valuesWarning} impossible={impossible} onTake={takeInstead} />
            ) : undefined
          }
        />
      </div>
    </fieldset>
  );
});

/** What saving would say of the path; one that is empty is still to come. */
function pathFault(path: string): string | undefined {
  const read = path.trim() === "" ? null : parseFieldPath(path.trim());
  return read === null || read.ok ? undefined : read.errors.map(({ message }) => message).join(" ");
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
