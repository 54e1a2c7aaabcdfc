"use client";
/** All keys of the product, and the switch that turns the single ones off. */
import { useState } from "react";
import { Button } from "#ui/button";
import { Modal } from "#ui/modal";
import { Switch } from "#ui/switch";
import type { OverlayProps } from "./overlay.ts";
import { areSingleKeysOn, GO_KEYS, setSingleKeys } from "./quick-keys.ts";

const ALWAYS = [
  { keys: ["Ctrl", "K"], what: "Search and go to (⌘ K on a Mac)" },
  { keys: ["F8"], what: "Move to the messages at the edge" },
  { keys: ["Esc"], what: "Close what lies over the page" },
];
const IN_LISTS = [
  { keys: ["↑", "↓"], what: "Previous, next row" },
  { keys: ["Home", "End"], what: "First, last row" },
  { keys: ["Enter"], what: "Open the row (also a click on it)" },
];
const TO_ACT = { keys: ["."], what: "Open the row's menu, where it has one" };
const TO_SELECT = [
  { keys: ["x"], what: "Select, or no longer" },
  { keys: ["Shift", "x"], what: "Select all since the last (also Shift-click)" },
];
const TO_CLEAR = { keys: ["Esc"], what: "Clear the selection" };

export function ShortcutList({ rights, onClose }: OverlayProps) {
  const [isOn, setIsOn] = useState(areSingleKeysOn);
  const single = [
    { keys: ["/"], what: "Search in this list" },
    ...(rights.manages ? [{ keys: ["n"], what: "New integration, or subscription in that list" }] : []),
    ...Object.entries(GO_KEYS).map(([key, { label }]) => ({ keys: ["g", key], what: `Go to ${label}` })),
    { keys: ["?"], what: "Show this list" },
  ];
  const toSelect = rights.manages ? [...(isOn ? TO_SELECT : []), TO_CLEAR] : [];
  return (
    // Begins at its head, not at the switch: a key that is pressed next must not turn the keys off.
    <Modal
      title="Keyboard shortcuts"
      beginsAtHead
      onClose={onClose}
      className="top-1/2 max-h-[calc(100dvh-32px)] -translate-y-1/2"
    >
      <div className="grid gap-5 overflow-y-auto px-5 py-4">
        <Keys label="Always" rows={ALWAYS} />
        <Keys label="While you are not typing" rows={single} isOff={!isOn} />
        <Keys label="In a list, on the link of a row" rows={isOn ? [...IN_LISTS, TO_ACT] : IN_LISTS} />
        {toSelect.length > 0 ? <Keys label="In the history as well" rows={toSelect} /> : null}
        <div className="flex items-start gap-4 border-t border-line pt-4">
          <div className="min-w-0 flex-1">
            <p className="font-medium">Single-key shortcuts</p>
            <p className="text-meta text-pretty text-ink-2">
              Turn them off if you use speech input, or if keys are pressed by mistake. Kept in this browser.
            </p>
          </div>
          <Switch
            label="Single-key shortcuts"
            checked={isOn}
            onChange={(next) => {
              setSingleKeys(next);
              setIsOn(next);
            }}
          />
        </div>
        <div className="flex justify-end">
          <Button onClick={onClose}>Close</Button>
        </div>
      </div>
    </Modal>
  );
}

type KeysProps = { label: string; rows: readonly { keys: readonly string[]; what: string }[]; isOff?: boolean };

function Keys({ label, rows, isOff = false }: KeysProps) {
  return (
    <section aria-label={label}>
      <h3 className="mb-1.5 text-meta font-medium text-ink-3">
        {label}
        {isOff ? " (off)" : null}
      </h3>
      <dl className="grid gap-x-6 md:grid-cols-2">
        {rows.map(({ keys, what }) => (
          <div key={what} className="flex items-center justify-between gap-3 border-b border-line py-1.5">
            <dt className="text-dense text-ink-2">{what}</dt>
            <dd className="flex flex-none gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-mark border border-line-strong bg-sunken px-1.5 text-center font-sans text-meta leading-[20px]"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
