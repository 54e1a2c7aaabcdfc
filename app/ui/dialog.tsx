"use client";
/** A question before what cannot be undone. The dialog itself is loaded when it is first asked for. */
import { cloneElement, useEffect, useState } from "react";
import type { OpenedConfirmDialog } from "./confirm-dialog.tsx";
import type { ConfirmDialogProps } from "./confirmation.ts";
import { toast } from "./toast.tsx";

const NOT_LOADED = "The question could not be loaded, so nothing was done. Check the connection and try again.";

export function ConfirmDialog({ trigger, open, onOpenChange, ...question }: ConfirmDialogProps) {
  const [isOpened, setIsOpened] = useState(false);
  const [Opened, setOpened] = useState<typeof OpenedConfirmDialog | null>(null);
  const isOpen = open ?? isOpened;
  const setOpen = onOpenChange ?? setIsOpened;
  useEffect(() => {
    if (!isOpen || Opened) return;
    import("./confirm-dialog.tsx").then(
      ({ OpenedConfirmDialog: loaded }) => setOpened(() => loaded),
      () => {
        setOpen(false);
        toast.error(NOT_LOADED);
      },
    );
  }, [isOpen, Opened, setOpen]);
  return (
    <>
      {trigger ? cloneElement(trigger, { onClick: () => setOpen(true), "aria-haspopup": "dialog" }) : null}
      {Opened ? <Opened {...question} open={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
