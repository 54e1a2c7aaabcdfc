"use client";
/** Two days (UTC, both inclusive) that narrow a list; they stand in the address as `from` and `to`. */
import clsx from "clsx";
import { CalendarDays } from "lucide-react";
import { Popover } from "radix-ui";
import { Button } from "./button.tsx";
import { TextField } from "./text-field.tsx";
import { FIRST_PAGE, useUrlParams } from "./use-url-params.ts";

export function DateRange() {
  const { params, change } = useUrlParams();
  const from = params.get("from");
  const to = params.get("to");
  const isSet = from !== null || to !== null;
  const set = (days: { from?: string | null; to?: string | null }) => change({ ...days, ...FIRST_PAGE });
  return (
    <Popover.Root>
      <Popover.Trigger
        className={clsx(
          "inline-flex h-10 items-center gap-1.5 rounded-control border px-2.5 text-dense font-medium whitespace-nowrap hover:border-control hover:text-ink md:h-8.5",
          isSet ? "border-solid border-line-strong bg-surface text-ink" : "border-dashed border-line-strong text-ink-2",
        )}
      >
        <CalendarDays size={14} strokeWidth={2.25} aria-hidden="true" />
        Days
        {isSet ? <span className="text-accent-ink">{`${from ?? "…"} to ${to ?? "…"}`}</span> : null}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Days"
          className="z-40 grid w-64 animate-rise gap-3 rounded-panel border border-line-strong bg-raised p-3 shadow-2"
        >
          <TextField
            id="range-from"
            type="date"
            label="From"
            note="UTC"
            value={from ?? ""}
            onChange={(event) => set({ from: event.target.value || null })}
          />
          <TextField
            id="range-to"
            type="date"
            label="To"
            note="UTC, that day included"
            value={to ?? ""}
            onChange={(event) => set({ to: event.target.value || null })}
          />
          {isSet ? (
            <Button small onClick={() => set({ from: null, to: null })}>
              Clear days
            </Button>
          ) : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
