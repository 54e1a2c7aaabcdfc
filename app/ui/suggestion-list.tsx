/**
 * The list that opens below a field while one types in it: choices with a name, where they come from, and what they
 * mean. Leaves the keyboard and what is chosen to the field, which names the active choice with `suggestionId`.
 */
import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { SmallIcon } from "./small-icon.tsx";

export type Suggestion = {
  value: string;
  label: string;
  icon?: LucideIcon;
  /** Beside the name, in mono. */
  detail?: ReactNode;
  description?: ReactNode;
  /** At the right: "31 values". */
  note?: ReactNode;
};

type SuggestionListProps = {
  id: string;
  label: string;
  open: boolean;
  suggestions: readonly Suggestion[];
  /** -1: none is active. */
  activeIndex: number;
  onHover: (index: number) => void;
  onChoose: (value: string) => void;
};

/** The id of one choice, for `aria-activedescendant`. */
export function suggestionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

export function SuggestionList({ id, label, open, suggestions, activeIndex, onHover, onChoose }: SuggestionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) list.current?.children[activeIndex]?.scrollIntoView({ block: "nearest" });
  }, [open, activeIndex]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      hidden={!open || suggestions.length === 0}
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full left-0 z-10 mt-1 max-h-80 w-full min-w-[min(380px,calc(100vw-110px))] animate-rise overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-2"
    >
      {open
        ? suggestions.map(({ value, label: name, icon: Icon, detail, description, note }, index) => (
            <div
              key={value}
              id={suggestionId(id, index)}
              role="option"
              tabIndex={-1}
              aria-selected={index === activeIndex}
              onMouseMove={() => index !== activeIndex && onHover(index)}
              onClick={() => onChoose(value)}
              onKeyDown={undefined}
              className={clsx(
                "flex cursor-pointer gap-2.5 rounded-[7px] px-2.5 py-1.75",
                index === activeIndex && "bg-selected",
              )}
            >
              {Icon ? <SmallIcon icon={Icon} /> : null}
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span className="text-dense font-medium wrap-anywhere" dir="auto">
                    {name}
                  </span>
                  {detail ? (
                    <span className="min-w-0 font-mono text-meta wrap-anywhere text-ink-3">{detail}</span>
                  ) : null}
                </span>
                {description ? <span className="block text-meta text-ink-3">{description}</span> : null}
              </span>
              {note ? <span className="flex-none text-meta leading-4.5 text-ink-3">{note}</span> : null}
            </div>
          ))
        : null}
    </div>
  );
}
