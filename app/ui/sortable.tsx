"use client";
/**
 * A list whose items are dragged into another order by a handle. The handle is a menu as well: one click opens it, with
 * moving by one place among its items, so that nobody needs to drag.
 */
import { closestCenter, DndContext, type DragEndEvent, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { SortableContext, useSortable, verticalListSortingStrategy } from "@dnd-kit/sortable";
import { GripVertical, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { buttonClass } from "./button.tsx";

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

export type HandleItem = { label: string; icon: LucideIcon; onSelect: () => void };

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

type DragHandleProps = { handle: Handle; label: string; items: readonly HandleItem[] };

/** `label`: "Actions: filter A". */
export function DragHandle({ handle, label, items }: DragHandleProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={setIsOpen}>
      <DropdownMenu.Trigger
        ref={handle.setActivatorNodeRef}
        {...handle.listeners}
        onPointerDown={(event) => {
          handle.listeners?.onPointerDown?.(event);
          // The menu opens on a click, when it is sure that nothing is dragged.
          event.preventDefault();
        }}
        onClick={() => setIsOpen(true)}
        className={`${buttonClass({ variant: "ghost", small: true, iconOnly: true })} cursor-grab touch-none active:cursor-grabbing`}
      >
        <GripVertical size={16} aria-hidden="true" />
        <span className="sr-only">{label}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={12}
          className="z-40 min-w-44 animate-rise rounded-panel border border-line-strong bg-raised p-1 shadow-2"
        >
          {items.map(({ label: name, icon: Icon, onSelect }) => (
            <DropdownMenu.Item
              key={name}
              className="flex h-10 cursor-pointer items-center gap-2.5 rounded-[7px] px-2.5 outline-none data-highlighted:bg-selected md:h-8.5"
              onSelect={onSelect}
            >
              <Icon size={16} aria-hidden="true" />
              {name}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
