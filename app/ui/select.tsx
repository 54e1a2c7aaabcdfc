"use client";
/**
 * A choice of one among few: a field with a chevron, options with a description. The list behind it is loaded and drawn
 * when somebody first opens it: a large filter has hundreds of these fields.
 */
import { type KeyboardEvent, useState } from "react";
import { fieldProps } from "./field.tsx";
import { SelectFace } from "./select-face.tsx";
import type { SelectProps } from "./select-option.ts";
import type { SelectPopup } from "./select-popup.tsx";
import { toast } from "./toast.tsx";

const NOT_LOADED = "The choices could not be loaded. Check the connection and try again.";

/** `value` "" shows the placeholder. The chosen option's description stands in the field too, where there is room. */
export function Select(props: SelectProps) {
  const [Popup, setPopup] = useState<typeof SelectPopup | null>(null);
  const { id, label, options, value, onChange, placeholder, disabled, focusRef, ...text } = props;

  async function open() {
    try {
      const popup = (await import("./select-popup.tsx")).SelectPopup;
      setPopup(() => popup);
    } catch {
      toast.error(NOT_LOADED);
    }
  }
  /** A letter begins to search, as in an open list. */
  function openOnKey(event: KeyboardEvent) {
    const isLetter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isLetter && event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    void open();
  }

  if (Popup) return <Popup {...props} />;
  return (
    <button
      type="button"
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      ref={focusRef}
      {...fieldProps(id, text)}
      aria-label={label}
      disabled={disabled}
      className="field-box justify-between"
      onClick={() => void open()}
      onKeyDown={openOnKey}
    >
      <SelectFace options={options} value={value} placeholder={placeholder} />
    </button>
  );
}
