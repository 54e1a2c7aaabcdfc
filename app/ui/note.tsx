/** A boxed remark in one of the tones: what needs attention in a page or beside a form. Words are the caller's. */
import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { TONE_FILL, TONE_INK, type Tone } from "./status.tsx";

type NoteProps = { tone: Tone; icon: LucideIcon; role?: "alert" | "status"; children: ReactNode; actions?: ReactNode };

/** `role="alert"` announces it at once (a refused save); without a role it is plain content. */
export function Note({ tone, icon: Icon, role, children, actions }: NoteProps) {
  return (
    <div
      role={role}
      className={clsx(
        "flex flex-wrap items-start gap-2.5 rounded-panel border px-3 py-2.5 text-dense",
        TONE_FILL[tone],
      )}
    >
      <Icon size={16} aria-hidden="true" className={clsx(actions ? "mt-2.5 md:mt-1.5" : "mt-px", TONE_INK[tone])} />
      <div className={clsx("min-w-0 flex-1 text-pretty", actions && "py-2.25 md:py-1.25")}>{children}</div>
      {actions ? <div className="flex gap-2">{actions}</div> : null}
    </div>
  );
}
