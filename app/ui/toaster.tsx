"use client";
/** Where short answers to an action appear: bottom right, on phones at the top; errors stay until they are closed. */
import { Toaster as Sonner } from "sonner";

export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      duration={6000}
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "font-sans! relative flex w-full items-start gap-2.5 rounded-panel border border-line-strong bg-raised p-3 pr-9 text-dense text-ink shadow-2",
          title: "font-medium",
          description: "text-ink-2",
          actionButton:
            "ml-auto flex-none self-center whitespace-nowrap rounded-chip border border-line-strong px-2 py-0.5 font-medium text-accent-ink hover:bg-hover",
          closeButton: "absolute top-2 right-2 grid size-6 place-items-center rounded-mark text-ink-3 hover:bg-hover",
          error: "border-bad-line",
        },
      }}
    />
  );
}
