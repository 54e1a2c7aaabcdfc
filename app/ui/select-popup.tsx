"use client";
/** A select with its list, open when it first appears. Keyboard and type-ahead by radix. */
import { Check } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { useState } from "react";
import { fieldProps } from "./field.tsx";
import { SelectFace } from "./select-face.tsx";
import type { SelectProps } from "./select-option.ts";
import { SmallIcon } from "./small-icon.tsx";

export function SelectPopup({
  id,
  label,
  options,
  value,
  onChange,
  placeholder,
  disabled,
  focusRef,
  ...text
}: SelectProps) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Radix.Root open={isOpen} onOpenChange={setIsOpen} value={value} onValueChange={onChange} disabled={disabled}>
      <Radix.Trigger ref={focusRef} {...fieldProps(id, text)} aria-label={label} className="field-box justify-between">
        <SelectFace options={options} value={value} placeholder={placeholder} />
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
