/** How buttons look, for what must be another element than a button: a link, a radix trigger, a label. */
import clsx from "clsx";

type ButtonVariant = "primary" | "default" | "ghost" | "danger" | "danger-filled";
export type ButtonLook = { variant?: ButtonVariant; small?: boolean; iconOnly?: boolean };

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent shadow-1 hover:border-accent-hover hover:bg-accent-hover",
  default: "border-line-strong bg-surface text-ink shadow-1 hover:border-control hover:bg-hover",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border-line-strong bg-surface text-bad-ink shadow-1 hover:border-bad-line hover:bg-bad-soft",
  "danger-filled": "border-bad bg-bad-soft text-bad-ink font-semibold hover:border-bad-ink",
};

/** The classes of a button, for what must be another element (a radix trigger, a label). */
export function buttonClass({ variant = "default", small = false, iconOnly = false }: ButtonLook): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors duration-[120ms]",
    "aria-disabled:not-in-data-starting:opacity-50 disabled:not-in-data-starting:opacity-50",
    VARIANTS[variant],
    small ? "h-9 text-dense md:h-7" : "h-10 md:h-8.5",
    iconOnly ? (small ? "w-9 md:w-7" : "w-10 md:w-8.5") : small ? "px-2.5" : "px-3",
  );
}
