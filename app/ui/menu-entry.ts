/** What a menu is made of. */
import type { PointerEvent, ReactNode, Ref } from "react";

/** Icons take the size of the menu. */
export type MenuEntry =
  | { kind: "link"; label: string; href: string; icon: ReactNode }
  | { kind: "action"; label: string; icon?: ReactNode; isDanger?: boolean; onSelect: () => void }
  /** `radio`: one of several; `stays`: the menu stays open for another. */
  | { kind: "choice"; label: string; checked: boolean; radio?: boolean; stays?: boolean; onSelect: () => void }
  | { kind: "line" };

export type MenuProps = {
  /** What the button shows; its accessible name. */
  children: ReactNode;
  /** The button's classes. */
  className: string;
  entries: readonly MenuEntry[];
  align?: "start" | "end";
  side?: "top" | "bottom";
  "aria-current"?: "true";
  /** The button is a handle to drag something by as well: the menu opens on a click, not on a press. */
  drag?: { ref: Ref<HTMLButtonElement>; onPointerDown: (event: PointerEvent) => void };
};
