"use client";
/** A menu with its button, open when it first appears; keyboard, type-ahead and place by radix. */
import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { type FocusEvent, useRef, useState } from "react";
import type { MenuEntry, MenuProps } from "./menu-entry.ts";

const ITEM =
  "flex min-h-10 cursor-pointer items-center gap-2.5 rounded-[7px] [&>svg]:size-4 px-2.5 py-1.5 outline-none data-highlighted:bg-selected md:min-h-8.5";

/** `openedByKey`: it first appears because of a key. */
type MenuPopupProps = MenuProps & { openedByKey: boolean };

export function MenuPopup(props: MenuPopupProps) {
  const { children, className, entries, align = "start", side, drag, openedByKey, ...rest } = props;
  const [isOpen, setIsOpen] = useState(true);
  // The key that loaded this was pressed before radix listened: without a hint it takes it for a pointer's press and
  // leaves the focus on the menu, where Enter does nothing.
  const startsAtFirst = useRef(openedByKey);
  function goToFirst({ target, currentTarget }: FocusEvent<HTMLElement>) {
    if (!startsAtFirst.current || target !== currentTarget) return;
    startsAtFirst.current = false;
    currentTarget.querySelector<HTMLElement>("[role^=menuitem]")?.focus();
  }
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger
        className={className}
        aria-current={rest["aria-current"]}
        ref={drag?.ref}
        onPointerDown={(event) => {
          if (!drag) return;
          drag.onPointerDown(event);
          event.preventDefault();
        }}
        onClick={drag ? () => setIsOpen(true) : undefined}
      >
        {children}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={12}
          onFocus={goToFirst}
          className="z-40 max-h-[min(420px,var(--radix-dropdown-menu-content-available-height))] max-w-[min(380px,calc(100vw-24px))] min-w-48 animate-rise overflow-y-auto rounded-panel border border-line-strong bg-raised p-1 shadow-2"
        >
          {entries.map((entry, at) => (
            <Entry key={entry.kind === "line" ? `line ${at}` : entry.label} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === "line") return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
  if (entry.kind === "choice") return <Choice entry={entry} />;
  if (entry.kind === "link") {
    return (
      <DropdownMenu.Item asChild>
        <Link prefetch={false} href={entry.href} className={ITEM}>
          {entry.icon}
          {entry.label}
        </Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className={clsx(ITEM, entry.isDanger && "text-bad-ink")} onSelect={entry.onSelect}>
      {entry.icon ?? <span className="w-4 flex-none" />}
      {entry.label}
    </DropdownMenu.Item>
  );
}

function Choice({ entry }: { entry: Extract<MenuEntry, { kind: "choice" }> }) {
  const inside = (
    <>
      <span className="w-4 flex-none">
        {entry.checked ? <Check size={16} aria-hidden="true" className="text-accent-ink" /> : null}
      </span>
      <span className="min-w-0 wrap-anywhere" dir="auto">
        {entry.label}
      </span>
    </>
  );
  const stay = (event: Event) => {
    if (entry.stays) event.preventDefault();
  };
  if (!entry.radio) {
    return (
      <DropdownMenu.CheckboxItem
        checked={entry.checked}
        onCheckedChange={entry.onSelect}
        onSelect={stay}
        className={ITEM}
      >
        {inside}
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.RadioGroup value={entry.checked ? entry.label : ""} onValueChange={entry.onSelect}>
      <DropdownMenu.RadioItem value={entry.label} onSelect={stay} className={ITEM}>
        {inside}
      </DropdownMenu.RadioItem>
    </DropdownMenu.RadioGroup>
  );
}
