"use client";
/** A choice among at most five, all seen at once: radio buttons in the dress of a segmented control. */
import type { LucideIcon } from "lucide-react";
import { useId } from "react";

export type Segment<Value extends string> = {
  value: Value;
  label: string;
  icon?: LucideIcon;
  /** The colour of the icon: "text-bad". */
  iconClass?: string;
  /** How many there are, already formatted. */
  count?: string;
};

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly Segment<Value>[];
  /** "" or anything else: nothing is chosen yet. */
  value: Value | "";
  onChange: (value: Value) => void;
};

export function Segmented<Value extends string>({ label, options, value, onChange }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="grid w-full grid-flow-row auto-cols-fr grid-cols-[repeat(auto-fit,minmax(90px,1fr))] gap-0.5 rounded-[9px] border border-line bg-sunken p-0.5 md:inline-flex md:w-auto"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-8.5 items-center justify-center gap-1.5 rounded-[7px] border border-transparent px-2.5 text-dense font-medium whitespace-nowrap text-ink-2 hover:text-ink has-checked:border-line-strong has-checked:bg-raised has-checked:text-ink has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus md:h-7"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 m-0 size-full cursor-pointer appearance-none opacity-0"
          />
          {option.icon ? (
            <option.icon size={14} strokeWidth={2.25} aria-hidden="true" className={option.iconClass} />
          ) : null}
          {option.label}
          {option.count === undefined ? null : <span className="font-normal text-ink-3">{option.count}</span>}
        </label>
      ))}
    </div>
  );
}
