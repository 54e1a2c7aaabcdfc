"use client";
/** A choice among at most five, all seen at once; arrows move it (radio group). */
import type { LucideIcon } from "lucide-react";
import { RadioGroup } from "radix-ui";

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
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChange(option.value);
      }}
      className="grid w-full grid-flow-row auto-cols-fr grid-cols-[repeat(auto-fit,minmax(90px,1fr))] gap-0.5 rounded-[9px] border border-line bg-sunken p-0.5 md:inline-flex md:w-auto"
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-8.5 items-center justify-center gap-1.5 rounded-[7px] border border-transparent px-2.5 text-dense font-medium whitespace-nowrap text-ink-2 hover:text-ink data-[state=checked]:border-line-strong data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-1 md:h-7"
        >
          {option.icon ? (
            <option.icon size={14} strokeWidth={2.25} aria-hidden="true" className={option.iconClass} />
          ) : null}
          {option.label}
          {option.count === undefined ? null : <span className="font-normal text-ink-3">{option.count}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
