"use client";
/**
 * A question before what cannot be undone: what will happen, with numbers, and a button that repeats the verb. Escape
 * closes; the focus starts on Cancel and goes back to where it was.
 */
import { AlertDialog as Radix } from "radix-ui";
import { useRef, useState } from "react";
import { Button } from "./button.tsx";
import { buttonClass } from "./button-class.tsx";
import type { ConfirmDialogProps } from "./confirmation.ts";

type OpenedConfirmDialogProps = Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function OpenedConfirmDialog(props: OpenedConfirmDialogProps) {
  const { open, onOpenChange, title, children, verb, isHarmless = false, isBlocked = false, onConfirm } = props;
  const { dismiss = isBlocked ? "Close" : "Cancel" } = props;
  const [busy, setBusy] = useState(false);
  const cameFrom = useRef<Element | null>(null);
  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content
          onOpenAutoFocus={() => {
            cameFrom.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
          }}
          className="fixed top-1/2 left-1/2 z-50 w-[min(460px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 rounded-card border border-line bg-raised p-5 shadow-2"
        >
          <Radix.Title className="text-section wrap-anywhere">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-2 grid gap-2 text-pretty text-ink-2">{children}</div>
          </Radix.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Radix.Cancel className={buttonClass({})}>{dismiss}</Radix.Cancel>
            {isBlocked ? null : (
              <Button variant={isHarmless ? "primary" : "danger-filled"} busy={busy} onClick={confirm}>
                {verb}
              </Button>
            )}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
