"use client";
/**
 * A question before what cannot be undone: what will happen, with numbers, and a button that repeats the verb. Escape
 * closes; the focus starts on Cancel.
 */
import { AlertDialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button, buttonClass } from "./button.tsx";

type ConfirmDialogProps = {
  /** The button that opens it, unless the caller says when it is open. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** "Delete integration". */
  verb: string;
  /** It can be taken back: the button is not red. */
  isHarmless?: boolean;
  /** Done when it resolves; a rejected promise leaves the dialog open. */
  onConfirm: () => Promise<void>;
};

export function ConfirmDialog({
  trigger,
  title,
  children,
  verb,
  isHarmless = false,
  onConfirm,
  ...told
}: ConfirmDialogProps) {
  const [isOpened, setIsOpened] = useState(false);
  const open = told.open ?? isOpened;
  const setOpen = told.onOpenChange ?? setIsOpened;
  const [busy, setBusy] = useState(false);
  async function confirm() {
    setBusy(true);
    try {
      await onConfirm();
      setOpen(false);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Radix.Content className="fixed top-1/2 left-1/2 z-50 w-[min(460px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 rounded-card border border-line bg-raised p-5 shadow-2">
          <Radix.Title className="text-section wrap-anywhere">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="mt-2 grid gap-2 text-pretty text-ink-2">{children}</div>
          </Radix.Description>
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <Radix.Cancel className={buttonClass({})}>Cancel</Radix.Cancel>
            <Button variant={isHarmless ? "primary" : "danger-filled"} busy={busy} onClick={confirm}>
              {verb}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
