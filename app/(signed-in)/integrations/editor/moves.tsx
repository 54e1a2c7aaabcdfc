/** Moving by one place, for the menu of a handle. */
import { ArrowDown, ArrowUp } from "lucide-react";
import type { MenuEntry } from "#ui/menu";

/** Only the directions that exist, `index` being one of `count`. */
export function moves(index: number, count: number, onMove: (to: number) => void): MenuEntry[] {
  const up: MenuEntry = {
    kind: "action",
    label: "Move up",
    icon: <ArrowUp aria-hidden="true" />,
    onSelect: () => onMove(index - 1),
  };
  const down: MenuEntry = {
    kind: "action",
    label: "Move down",
    icon: <ArrowDown aria-hidden="true" />,
    onSelect: () => onMove(index + 1),
  };
  return [...(index > 0 ? [up] : []), ...(index < count - 1 ? [down] : [])];
}
