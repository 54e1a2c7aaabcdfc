"use client";
/**
 * A text field with a list of suggestions below it: arrows and Enter choose, Escape closes and keeps the text. With
 * `allowsFreeText` what is typed counts as it is; without, leaving the field goes back to what was chosen.
 */
import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { type FieldText, fieldProps } from "./field.tsx";

export type ComboboxOption = {
  value: string;
  /** What stands in the field once chosen, and what typing searches, with `keywords`. */
  label: string;
  keywords?: string;
  detail?: ReactNode;
  description?: ReactNode;
};

type ComboboxProps = FieldText & {
  id: string;
  label?: string;
  options: readonly ComboboxOption[];
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  allowsFreeText?: boolean;
  inputRef?: (element: HTMLInputElement | null) => void;
};

export function Combobox(props: ComboboxProps) {
  const {
    id,
    label,
    options,
    value,
    onChange,
    placeholder,
    allowsFreeText = false,
    inputRef,
    help,
    error,
    warning,
  } = props;
  const chosen = options.find((option) => option.value === value);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const shown = typed === null ? [] : matching(options, typed, chosen?.label ?? value);
  const open = typed !== null;
  const activeIndex = Math.min(active, shown.length - 1);

  function choose(next: string) {
    onChange(next);
    setTyped(null);
  }
  function openWith(text: string) {
    setTyped(text);
    setActive(
      Math.max(
        0,
        options.findIndex((option) => option.value === value),
      ),
    );
  }
  function moveTo(index: number) {
    setActive(index);
    list.current?.children[index]?.scrollIntoView({ block: "nearest" });
  }
  function leave() {
    if (typed !== null && allowsFreeText && typed.trim() !== (chosen?.label ?? value))
      onChange(exact(options, typed) ?? typed.trim());
    setTyped(null);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (!open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      openWith(chosen?.label ?? value);
      event.preventDefault();
    } else if (open && event.key === "ArrowDown") {
      moveTo(Math.min(activeIndex + 1, shown.length - 1));
      event.preventDefault();
    } else if (open && event.key === "ArrowUp") {
      moveTo(Math.max(activeIndex - 1, 0));
      event.preventDefault();
    } else if (open && event.key === "Enter") {
      const option = shown[activeIndex];
      if (option) choose(option.value);
      else leave();
      event.preventDefault();
    } else if (open && event.key === "Escape") {
      leave();
      event.preventDefault();
      event.stopPropagation();
    }
  }

  return (
    <div className="relative min-w-0">
      <span className="field-box">
        <input
          {...fieldProps(id, { help, error, warning })}
          ref={inputRef}
          type="text"
          role="combobox"
          autoComplete="off"
          aria-label={label}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && shown[activeIndex] ? `${listId}-${activeIndex}` : undefined}
          placeholder={placeholder}
          className="h-10 truncate md:h-8"
          value={typed ?? chosen?.label ?? value}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
          onFocus={(event) => event.target.select()}
          onClick={() => !open && openWith(chosen?.label ?? value)}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
        <ChevronDown size={16} aria-hidden="true" className="pointer-events-none" />
      </span>
      <div
        ref={list}
        id={listId}
        role="listbox"
        tabIndex={-1}
        aria-label="Suggestions"
        hidden={!open || shown.length === 0}
        onMouseDown={(event) => event.preventDefault()}
        className="absolute top-full left-0 z-30 mt-1 max-h-80 w-full min-w-[min(380px,calc(100vw-110px))] animate-rise overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-2"
      >
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === activeIndex}
            onMouseMove={() => index !== activeIndex && setActive(index)}
            onClick={() => choose(option.value)}
            onKeyDown={undefined}
            className={clsx("cursor-pointer rounded-[7px] px-2.5 py-1.75", index === activeIndex && "bg-selected")}
          >
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-dense font-medium" dir="auto">
                {option.label}
              </span>
              {option.detail ? (
                <span className="min-w-0 font-mono text-meta wrap-anywhere text-ink-3">{option.detail}</span>
              ) : null}
            </span>
            {option.description ? <span className="block text-meta text-ink-3">{option.description}</span> : null}
          </div>
        ))}
      </div>
      {open && shown.length === 0 ? (
        <p role="status" className="mt-1 text-meta text-ink-3">
          {allowsFreeText ? "No known field. What you typed is used as a path." : "Nothing has this name."}
        </p>
      ) : null}
    </div>
  );
}

/** All options while the text is still the chosen one; then those that hold every typed word. */
function matching(options: readonly ComboboxOption[], typed: string, current: string): readonly ComboboxOption[] {
  if (typed === current) return options;
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const text = `${option.label} ${option.value} ${option.keywords ?? ""}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function exact(options: readonly ComboboxOption[], typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  return options.find((option) => option.label.toLowerCase() === text || option.value.toLowerCase() === text)?.value;
}
