"use client";
/**
 * One filter of a list: a dashed button that turns solid with its value, and a menu to choose from. The value stands in
 * the URL; choosing goes back to the first page.
 */
import clsx from "clsx";
import { Check, ChevronDown, Plus } from "lucide-react";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";
import { DropdownMenu } from "radix-ui";

export type FilterOption = { value: string; label: string };

type FilterMenuProps = {
  label: string;
  /** The name in the URL. */
  param: string;
  options: readonly FilterOption[];
  /** Several values at once (comma-separated in the URL), or one. */
  several?: boolean;
};

const ITEM =
  "flex min-h-10 cursor-pointer items-center gap-2 rounded-[7px] py-1.5 pr-3 pl-2 outline-none data-highlighted:bg-selected md:min-h-8";

export function FilterMenu({ label, param, options, several = false }: FilterMenuProps) {
  const [params, setParams] = useQueryStates(
    {
      [param]: parseAsArrayOf(parseAsString),
      after: parseAsArrayOf(parseAsString),
      before: parseAsArrayOf(parseAsString),
    },
    { shallow: false },
  );
  const chosen = params[param] ?? [];
  const words = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);

  function set(values: string[]) {
    void setParams({ [param]: values.length > 0 ? values : null, after: null, before: null });
  }
  function toggle(value: string) {
    if (!several) set(chosen.includes(value) ? [] : [value]);
    else set(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
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
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          className="z-40 max-h-[min(420px,var(--radix-dropdown-menu-content-available-height))] max-w-[min(380px,calc(100vw-24px))] min-w-48 animate-rise overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-2"
        >
          {options.map((option) => (
            <DropdownMenu.CheckboxItem
              key={option.value}
              checked={chosen.includes(option.value)}
              onCheckedChange={() => toggle(option.value)}
              onSelect={(event) => several && event.preventDefault()}
              className={ITEM}
            >
              <span className="w-4 flex-none">
                <DropdownMenu.ItemIndicator>
                  <Check size={16} aria-hidden="true" className="text-accent-ink" />
                </DropdownMenu.ItemIndicator>
              </span>
              <span className="min-w-0 wrap-anywhere" dir="auto">
                {option.label}
              </span>
            </DropdownMenu.CheckboxItem>
          ))}
          {chosen.length > 0 ? (
            <>
              <DropdownMenu.Separator className="my-1 h-px bg-line" />
              <DropdownMenu.Item className={ITEM} onSelect={() => set([])}>
                <span className="w-4 flex-none" />
                Clear {label.toLowerCase()}
              </DropdownMenu.Item>
            </>
          ) : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
