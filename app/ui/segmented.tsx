"use client";
/** A choice among at most five, all seen at once; arrows move it (radio group). */
import { RadioGroup } from "radix-ui";

type SegmentedProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
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
          className="h-8.5 rounded-[7px] border border-transparent px-2.5 text-dense font-medium whitespace-nowrap text-ink-2 hover:text-ink data-[state=checked]:border-line-strong data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-1 md:h-7"
        >
          {option.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
