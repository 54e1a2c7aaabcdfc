"use client";
/** A choice of one among few: a field with a chevron, options with a description. Keyboard and type-ahead by radix. */
import clsx from "clsx";
import { Check, ChevronDown, type LucideIcon } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode, Ref } from "react";
import { type FieldText, fieldProps } from "./field.tsx";
import { SmallIcon } from "./suggestion-list.tsx";

export type SelectOption = {
  value: string;
  label: ReactNode;
  description?: ReactNode;
  /** What type-ahead searches, when the label is not plain text. */
  text?: string;
  icon?: LucideIcon;
};

type SelectProps = FieldText & {
  id: string;
  /** Read aloud when no `Field` label names the control. */
  label?: string;
  options: readonly SelectOption[];
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  focusRef?: Ref<HTMLButtonElement>;
};

/** `value` "" shows the placeholder. The chosen option's description stands in the field too, where there is room. */
export function Select({ id, label, options, value, onChange, placeholder, disabled, focusRef, ...text }: SelectProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Radix.Root value={value} onValueChange={onChange} disabled={disabled}>
      <Radix.Trigger ref={focusRef} {...fieldProps(id, text)} aria-label={label} className="field-box justify-between">
        <span className="min-w-0 flex-1 py-1.5 md:truncate">
          {chosen ? (
            <>
              {chosen.icon ? <SmallIcon icon={chosen.icon} /> : null}
              <span className={clsx("font-medium", chosen.icon && "ml-2")}>{chosen.label}</span>
              {chosen.description ? (
                <span className="ml-2 hidden text-dense text-ink-3 md:inline">{chosen.description}</span>
              ) : null}
            </>
          ) : (
            <span className="text-ink-3">{placeholder}</span>
          )}
        </span>
        <ChevronDown size={16} aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-40 max-h-[min(420px,var(--radix-select-content-available-height))] max-w-[min(640px,calc(100vw-24px))] min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-panel border border-line-strong bg-raised shadow-2"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                textValue={option.text}
                className="relative flex cursor-pointer items-start gap-2 rounded-[7px] py-2 pr-8 pl-2.5 outline-none select-none data-highlighted:bg-selected md:py-1.5"
              >
                {option.icon ? <SmallIcon icon={option.icon} /> : null}
                <span className="min-w-0">
                  <Radix.ItemText>
                    <span className="font-medium">{option.label}</span>
                  </Radix.ItemText>
                  {option.description ? <span className="block text-meta text-ink-3">{option.description}</span> : null}
                </span>
                <Radix.ItemIndicator className="absolute top-2 right-2.5 text-accent-ink">
                  <Check size={16} aria-hidden="true" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
