"use client";
/** Panels of which one is seen: arrows move along the tabs, Tab goes to the panel, which scrolls when it is long. For ways to say the same thing. */
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

type TabsProps = { label: string; tabs: readonly { value: string; label: string; panel: ReactNode }[] };

/** The first is seen at first. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <Radix.Root defaultValue={tabs[0]?.value}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line px-2">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="flex-none border-b-2 border-transparent px-2.5 pt-1.75 pb-2.25 text-dense font-medium whitespace-nowrap -outline-offset-2 text-ink-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          className="max-h-112 overflow-auto bg-sunken -outline-offset-2"
        >
          {tab.panel}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
