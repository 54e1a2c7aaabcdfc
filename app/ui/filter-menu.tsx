"use client";
/**
 * One filter of a list: a dashed button that turns solid with its value, and a menu to choose from. The value stands in
 * the URL; choosing goes back to the first page.
 */
import clsx from "clsx";
import { ChevronDown, Plus } from "lucide-react";
import { Menu, type MenuEntry } from "./menu.tsx";
import { FIRST_PAGE, joinParam, splitParam, useUrlParams } from "./use-url-params.ts";

export type FilterOption = { value: string; label: string };

type FilterMenuProps = {
  label: string;
  /** The name in the URL. */
  param: string;
  options: readonly FilterOption[];
  /** Several values at once (comma-separated in the URL), or one. */
  several?: boolean;
};

export function FilterMenu({ label, param, options, several = false }: FilterMenuProps) {
  const { params, change } = useUrlParams();
  const chosen = splitParam(params.get(param));
  const words = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const set = (values: readonly string[]) => change({ [param]: joinParam(values), ...FIRST_PAGE });

  const entries: MenuEntry[] = options.map(({ value, label: word }) => {
    const checked = chosen.includes(value);
    const others = chosen.filter((other) => other !== value && several);
    return {
      kind: "choice",
      label: word,
      checked,
      stays: several,
      onSelect: () => set(checked ? others : [...others, value]),
    };
  });
  if (chosen.length > 0) {
    entries.push({ kind: "line" }, { kind: "action", label: `Clear ${label.toLowerCase()}`, onSelect: () => set([]) });
  }
  return (
    <Menu
      entries={entries}
      className={clsx(
        "inline-flex h-10 max-w-full min-w-0 items-center gap-1.5 rounded-control border px-2.5 text-dense font-medium whitespace-nowrap hover:border-control hover:text-ink md:h-8.5",
        chosen.length > 0
          ? "border-solid border-line-strong bg-surface text-ink"
          : "border-dashed border-line-strong text-ink-2",
      )}
    >
      {chosen.length > 0 ? null : <Plus size={14} strokeWidth={2.25} aria-hidden="true" />}
      {label}
      {chosen.length > 0 ? (
        <>
          <span className="max-w-45 truncate text-accent-ink" dir="auto">
            {words.length > 2 ? `${words.length} chosen` : words.join(", ")}
          </span>
          <ChevronDown size={14} strokeWidth={2.25} aria-hidden="true" />
        </>
      ) : null}
    </Menu>
  );
}
