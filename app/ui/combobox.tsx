"use client";
/**
 * A text field with a list of suggestions below it: arrows and Enter choose, Escape closes and keeps the text. With
 * `freeText` what is typed counts as it is; without, leaving the field goes back to what was chosen.
 */
import { ChevronDown, PencilLine } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { type FieldText, fieldProps } from "./field.tsx";
import { SmallIcon } from "./small-icon.tsx";
import { type Suggestion, SuggestionList, suggestionId } from "./suggestion-list.tsx";

/** `label` stands in the field once chosen, and is what typing searches, with `keywords`. */
export type ComboboxOption = Suggestion & { keywords?: string };

type ComboboxProps = FieldText & {
  id: string;
  label?: string;
  options: readonly ComboboxOption[];
  value: string;
  onChange: (value: string) => void;
  /** Told of everything typed, to look for more options. */
  onType?: (text: string) => void;
  placeholder?: string;
  /** What typed text of one's own counts as: "a path of your own". Without it there is only choosing. */
  freeText?: string;
  inputRef?: (element: HTMLInputElement | null) => void;
};

export function Combobox(props: ComboboxProps) {
  const { id, label, options, value, onChange, onType, placeholder, freeText, inputRef, help, error, warning } = props;
  const chosen = options.find((option) => option.value === value);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const found = typed === null ? [] : matching(options, typed, chosen?.label ?? value);
  const shown = freeText && typed !== null ? [...found, ...ownText(options, typed, freeText, value)] : found;
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
  function leave() {
    if (typed !== null && freeText && typed.trim() !== (chosen?.label ?? value))
      onChange(exact(options, typed) ?? typed.trim());
    setTyped(null);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (!open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      openWith(chosen?.label ?? value);
      event.preventDefault();
    } else if (open && event.key === "ArrowDown") {
      setActive(Math.min(activeIndex + 1, shown.length - 1));
      event.preventDefault();
    } else if (open && event.key === "ArrowUp") {
      setActive(Math.max(activeIndex - 1, 0));
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
        {chosen?.icon && typed === null ? <SmallIcon icon={chosen.icon} /> : null}
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
          aria-activedescendant={open && shown[activeIndex] ? suggestionId(listId, activeIndex) : undefined}
          placeholder={placeholder}
          className="h-10 truncate md:h-8"
          value={typed ?? chosen?.label ?? value}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
            onType?.(event.target.value);
          }}
          onFocus={(event) => event.target.select()}
          onClick={() => !open && openWith(chosen?.label ?? value)}
          onBlur={leave}
          onKeyDown={onKeyDown}
        />
        <ChevronDown size={16} aria-hidden="true" className="pointer-events-none" />
      </span>
      <SuggestionList
        id={listId}
        label="Suggestions"
        open={open}
        suggestions={shown}
        activeIndex={activeIndex}
        onHover={setActive}
        onChoose={choose}
      />
      {open && shown.length === 0 ? (
        <p role="status" className="mt-1 text-meta text-ink-3">
          Nothing has this name.
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

/** The last choice of all: the text itself, unless it says the same as a choice above. */
function ownText(options: readonly ComboboxOption[], typed: string, as: string, value: string): ComboboxOption[] {
  const text = typed.trim();
  if (text === "" || text === value || exact(options, text) !== undefined) return [];
  return [{ value: text, label: `Use “${text}” as ${as}`, icon: PencilLine }];
}

function exact(options: readonly ComboboxOption[], typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  return options.find((option) => option.label.toLowerCase() === text || option.value.toLowerCase() === text)?.value;
}
