"use client";
/**
 * A list whose items are dragged into another order by a handle. The handle is a menu as well: one click opens it, with
 * moving by one place among its items, so that nobody needs to drag.
 */
import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import clsx from "clsx";
import { GripVertical } from "lucide-react";
import { type ReactNode, useId } from "react";
import { buttonClass } from "./button-class.tsx";
import { Menu, type MenuEntry } from "./menu.tsx";

/** A press that moves this far, in px, is a drag and no click. */
const DRAG_DISTANCE = 5;

type SortableListProps = { ids: readonly string[]; onMove: (from: number, to: number) => void; children: ReactNode };

export function SortableList({ ids, onMove, children }: SortableListProps) {
  const id = useId();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: DRAG_DISTANCE } }));
  function drop({ active, over }: DragEndEvent) {
    const from = ids.indexOf(String(active.id));
    const to = over === null ? -1 : ids.indexOf(String(over.id));
    if (from >= 0 && to >= 0 && from !== to) onMove(from, to);
  }
  return (
    <DndContext id={id} sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

/** What the handle needs of its item. */
export type Handle = Pick<ReturnType<typeof useSortable>, "setActivatorNodeRef" | "listeners">;

type SortableItemProps = { id: string; children: (handle: Handle) => ReactNode };

export function SortableItem({ id, children }: SortableItemProps) {
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({ id });
  return (
    <div
      ref={setNodeRef}
      className={isDragging ? "relative z-20 rounded-card bg-surface shadow-2" : undefined}
      style={transform ? { transform: `translate3d(0, ${transform.y}px, 0)`, transition } : undefined}
    >
      {children({ setActivatorNodeRef, listeners })}
    </div>
  );
}

type DragHandleProps = { handle: Handle; label: string; entries: readonly MenuEntry[] };

/** `label`: "Move filter A". */
export function DragHandle({ handle, label, entries }: DragHandleProps) {
  return (
    <Menu
      align="end"
      entries={entries}
      className={clsx(
        buttonClass({ variant: "ghost", small: true, iconOnly: true }),
        "cursor-grab touch-none active:cursor-grabbing",
      )}
      drag={{ ref: handle.setActivatorNodeRef, onPointerDown: (event) => handle.listeners?.onPointerDown?.(event) }}
    >
      <GripVertical size={16} aria-hidden="true" />
      <span className="sr-only">{label}</span>
    </Menu>
  );
}
