"use client";
/**
 * Draws the toasts: bottom right, on phones at the top; F8 moves there, Escape closes the one with the focus (radix). The
 * focus then goes back to what made the change.
 */
import clsx from "clsx";
import { OctagonAlert, X } from "lucide-react";
import { Toast } from "radix-ui";
import { useRef } from "react";
import { dismissToast, type ShownToast } from "./toast-store.ts";

const LASTS_MS = 6_000;
/** Time to find the way back, also by keyboard and by ear. */
const WITH_ACTION_LASTS_MS = 12_000;

export function ToastList({ toasts }: { toasts: readonly ShownToast[] }) {
  return (
    <Toast.Provider label="Message" swipeDirection="right">
      {toasts.map((toast) => (
        <ToastItem key={toast.id} toast={toast} />
      ))}
      <Toast.Viewport
        hotkey={["F8"]}
        label="Messages ({hotkey})"
        className="fixed inset-x-0 top-0 z-50 m-0 grid list-none gap-2 p-3 outline-none empty:hidden md:top-auto md:right-0 md:bottom-0 md:left-auto md:w-[min(420px,100vw)] md:p-5"
      />
    </Toast.Provider>
  );
}

function ToastItem({ toast }: { toast: ShownToast }) {
  const { id, text, description, action, isError } = toast;
  const item = useRef<HTMLLIElement>(null);

  /** Before radix moves the focus to the list of toasts, which may be empty then. */
  function goBack() {
    const { cameFrom } = toast;
    const hasFocus = item.current?.contains(document.activeElement);
    if (hasFocus && cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus();
  }

  return (
    <Toast.Root
      ref={item}
      onEscapeKeyDown={goBack}
      type={isError ? "foreground" : "background"}
      duration={isError ? Number.POSITIVE_INFINITY : action ? WITH_ACTION_LASTS_MS : LASTS_MS}
      onOpenChange={(isOpen) => !isOpen && dismissToast(id)}
      className={clsx(
        "relative flex animate-rise items-start gap-2.5 rounded-panel border bg-raised p-3 pr-10 text-dense text-ink shadow-2",
        isError ? "border-bad-line" : "border-line-strong",
      )}
    >
      {isError ? <OctagonAlert size={16} aria-hidden="true" className="mt-px flex-none text-bad-ink" /> : null}
      <div className="min-w-0 flex-1">
        <Toast.Title className="font-medium wrap-anywhere" dir="auto">
          {text}
        </Toast.Title>
        {description ? (
          <Toast.Description className="line-clamp-3 wrap-anywhere text-ink-2" dir="auto">
            {description}
          </Toast.Description>
        ) : null}
      </div>
      {action ? (
        <Toast.Action
          altText={`${action.label} (F8)`}
          onClick={() => {
            goBack();
            action.onClick();
          }}
          className="min-h-7 flex-none self-center rounded-chip border border-line-strong px-2.5 py-0.5 font-medium whitespace-nowrap text-accent-ink hover:bg-hover max-md:min-h-9"
        >
          {action.label}
        </Toast.Action>
      ) : null}
      <Toast.Close
        aria-label="Close message"
        onClick={goBack}
        className="absolute top-2 right-2 grid size-6 place-items-center rounded-mark text-ink-3 hover:bg-hover"
      >
        <X size={16} aria-hidden="true" />
      </Toast.Close>
    </Toast.Root>
  );
}
