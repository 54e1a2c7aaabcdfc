/** A boxed remark in one of the tones: what needs attention in a page or beside a form. Words are the caller's. */
import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { TONE_FILL, TONE_INK, type Tone } from "./status.tsx";

type NoteProps = {
  tone: Tone;
  icon: LucideIcon;
  /** "alert" announces it at once (a refused save); without a role it is plain content. */
  role?: "alert" | "status";
  /** For a note that takes the focus when it appears. */
  focusRef?: Ref<HTMLDivElement>;
  children: ReactNode;
  /** Beside the text; on phones below it, over the whole width. */
  actions?: ReactNode;
};

export function Note({ tone, icon: Icon, role, focusRef, children, actions }: NoteProps) {
  return (
    <div
      role={role}
      ref={focusRef}
      tabIndex={focusRef ? -1 : undefined}
      className={clsx(
        "flex scroll-my-16 flex-wrap items-start gap-2.5 rounded-panel border px-3 py-2.5 text-dense",
        TONE_FILL[tone],
      )}
    >
      <Icon size={16} aria-hidden="true" className={clsx(actions ? "mt-px md:mt-1.5" : "mt-px", TONE_INK[tone])} />
      <div
        className={clsx(
          "min-w-0 flex-1 text-pretty",
          // The rest of the line, so that the actions go below.
          actions && "max-md:basis-[calc(100%-26px)] md:py-1.25",
        )}
      >
        {children}
      </div>
      {actions ? <div className="flex gap-2 max-md:w-full max-md:*:flex-1">{actions}</div> : null}
    </div>
  );
}
