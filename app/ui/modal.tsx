"use client";
/** What lies over the page until it is closed; Escape and a click beside it close it, the focus goes back. Loaded on demand. */
import clsx from "clsx";
import { Dialog } from "radix-ui";
import { type ReactNode, useRef } from "react";

type ModalProps = {
  title: string;
  /** The title is for the screen reader only. */
  titleHidden?: boolean;
  /** The focus is on the whole at first, not on the first thing in it that takes keys. */
  beginsAtHead?: boolean;
  onClose: () => void;
  className?: string;
  children: ReactNode;
};

/** Mounted while it is open. */
export function Modal({ title, titleHidden = false, beginsAtHead = false, onClose, className, children }: ModalProps) {
  const cameFrom = useRef<Element | null>(null);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            cameFrom.current = document.activeElement;
            if (!beginsAtHead) return;
            event.preventDefault();
            if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
          className={clsx(
            "fixed left-1/2 z-50 flex w-[min(620px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-card border border-line-strong bg-raised shadow-2",
            className,
          )}
        >
          <Dialog.Title className={titleHidden ? "sr-only" : "border-b border-line px-5 py-4 text-section"}>
            {title}
          </Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
