"use client";
/**
 * Several values in one field: Enter, a comma or a pasted list makes chips; double quotes keep a comma. Backspace in the
 * empty field selects the last chip, then removes it; arrows walk the chips, Delete removes one. Text that is left in
 * the field when it loses focus becomes a chip too, so nothing typed is lost.
 */
import clsx from "clsx";
import { TriangleAlert, X } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { parseValueList } from "#webhooks/value-list";
import { type FieldText, fieldProps } from "./field.tsx";
import { type Suggestion, SuggestionList, suggestionId } from "./suggestion-list.tsx";

type ChipsProps = FieldText & {
  id: string;
  /** Names the field and its chips: "Values of priority". */
  label: string;
  values: readonly string[];
  onChange: (values: string[]) => void;
  placeholder?: string;
  /** Offered while typing, the likeliest first. */
  suggestions?: readonly Suggestion[];
  /** Values that are probably wrong: their chips are marked. The sentence is the field's `warning`. */
  doubted?: readonly string[];
  inputRef?: (element: HTMLInputElement | null) => void;
};

const OFFERED_MAX = 50;

export function Chips(props: ChipsProps) {
  const { id, label, values, onChange, placeholder, suggestions = [], doubted = [], inputRef, ...text } = props;
  const [typed, setTyped] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  /** -1: Enter takes what is typed. */
  const [active, setActive] = useState(-1);
  const listId = useId();
  const box = useRef<HTMLSpanElement>(null);
  const offered = isOpen ? matching(suggestions, typed, values) : [];

  function add(input: string) {
    const fresh = parseValueList(input.replaceAll(/[\r\n]+/g, ","));
    onChange([...new Set([...values, ...fresh])]);
    setTyped("");
    setActive(-1);
    // What is said about the value stands where the list was.
    setIsOpen(false);
  }
  /** As it is: a suggested value may hold commas and quotes. */
  function choose(value: string) {
    onChange([...values, value]);
    setTyped("");
    setActive(-1);
  }
  function removeAt(index: number, focus: "previous" | "input") {
    onChange(values.filter((_, at) => at !== index));
    if (focus === "previous" && index > 0) focusChip(index - 1);
    else box.current?.querySelector("input")?.focus();
  }
  function focusChip(index: number) {
    box.current?.querySelectorAll<HTMLElement>("[data-chip]")[index]?.focus();
  }
  function onType(next: string) {
    if (/[,\n]/.test(next) && !hasOpenQuote(next)) {
      add(next);
      return;
    }
    setTyped(next);
    setActive(-1);
    setIsOpen(true);
  }
  function onInputKey(event: KeyboardEvent<HTMLInputElement>) {
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    const suggested = offered[active];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setIsOpen(true);
      setActive(event.key === "ArrowDown" ? Math.min(active + 1, offered.length - 1) : Math.max(active - 1, -1));
      event.preventDefault();
    } else if (event.key === "Escape" && isOpen && offered.length > 0) {
      setIsOpen(false);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && suggested) {
      choose(suggested.value);
      event.preventDefault();
    } else if (event.key === "Enter" && typed.trim() !== "") {
      add(typed);
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
    } else if ((event.key === "Backspace" || event.key === "ArrowLeft") && atStart && values.length > 0) {
      focusChip(values.length - 1);
      event.preventDefault();
    }
  }
  function onChipKey(event: KeyboardEvent<HTMLElement>, index: number) {
    if (event.key === "Backspace" || event.key === "Delete") removeAt(index, "previous");
    else if (event.key === "ArrowLeft") focusChip(Math.max(0, index - 1));
    else if (event.key === "ArrowRight" && index < values.length - 1) focusChip(index + 1);
    else if (event.key === "ArrowRight") box.current?.querySelector("input")?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <span ref={box} className="field-box relative flex-wrap gap-1! px-1.25! py-1">
      {values.map((value, index) => (
        <span
          key={value}
          data-doubted={doubted.includes(value) || undefined}
          className={clsx(
            "inline-flex h-7 max-w-[calc(100%-38px)] min-w-0 items-center gap-1 rounded-chip border pr-0.75 in-data-locked:pr-2 pl-2 text-dense md:h-6",
            doubted.includes(value)
              ? "border-warn-line bg-warn-soft text-warn-ink"
              : "border-accent-line bg-accent-soft",
          )}
        >
          {doubted.includes(value) ? <TriangleAlert size={13} strokeWidth={2.25} aria-hidden="true" /> : null}
          <span className="truncate" dir="auto" title={value}>
            {value}
          </span>
          <button
            type="button"
            data-chip=""
            tabIndex={-1}
            aria-label={`Remove ${value}`}
            onClick={() => removeAt(index, "input")}
            onKeyDown={(event) => onChipKey(event, index)}
            className="in-data-locked:hidden grid size-6 flex-none place-items-center rounded-mark text-ink-2 hover:bg-accent-line md:size-4.5"
          >
            <X size={13} strokeWidth={2.25} aria-hidden="true" />
          </button>
        </span>
      ))}
      <input
        {...fieldProps(id, text)}
        ref={inputRef}
        type="text"
        autoComplete="off"
        dir="auto"
        aria-label={label}
        role="combobox"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={offered[active] ? suggestionId(listId, active) : undefined}
        placeholder={values.length === 0 ? placeholder : undefined}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text");
          if (!/[,\n]/.test(pasted)) return;
          event.preventDefault();
          add(`${typed}${pasted}`);
        }}
        onKeyDown={onInputKey}
        onClick={() => setIsOpen(true)}
        onBlur={() => {
          setIsOpen(false);
          if (typed.trim() !== "") add(typed);
        }}
        className={clsx("h-7.5 min-w-7.5 flex-[1_1_30px] px-1 md:h-6", text.error && "text-bad-ink")}
      />
      <SuggestionList
        id={listId}
        label="Suggestions"
        open={offered.length > 0}
        suggestions={offered}
        activeIndex={active}
        onHover={setActive}
        onChoose={choose}
      />
    </span>
  );
}

/** Whether the text ends inside an open quote, so that a typed comma still belongs to the value. */
function hasOpenQuote(text: string): boolean {
  return text.trimStart().startsWith('"') && (text.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** Those that hold what is typed and are not chosen yet. */
function matching(suggestions: readonly Suggestion[], typed: string, values: readonly string[]): Suggestion[] {
  const text = typed.trim().toLowerCase();
  const taken = new Set(values.map((value) => value.toLowerCase()));
  return suggestions
    .filter(({ value, label }) => !taken.has(value.toLowerCase()) && label.toLowerCase().includes(text))
    .slice(0, OFFERED_MAX);
}
