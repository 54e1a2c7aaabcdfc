/** Moving by one place, for the menu of a handle. */
import { ArrowDown, ArrowUp } from "lucide-react";
import type { HandleItem } from "../../../ui/sortable.tsx";

/** Only the directions that exist, `index` being one of `count`. */
export function moves(index: number, count: number, onMove: (to: number) => void): HandleItem[] {
  return [
    ...(index > 0 ? [{ label: "Move up", icon: ArrowUp, onSelect: () => onMove(index - 1) }] : []),
    ...(index < count - 1 ? [{ label: "Move down", icon: ArrowDown, onSelect: () => onMove(index + 1) }] : []),
  ];
}
