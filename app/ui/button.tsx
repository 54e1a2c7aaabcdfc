/**
 * Buttons, and links that look like them. Variants: primary (one a view), default, ghost, danger (filled red only in a
 * confirming dialog). A busy button keeps its width and cannot be pressed again; the rest is the caller's.
 */
import clsx from "clsx";
import { LoaderCircle, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

export type ButtonVariant = "primary" | "default" | "ghost" | "danger" | "danger-filled";
type Look = { variant?: ButtonVariant; small?: boolean; icon?: LucideIcon; iconOnly?: boolean };

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-accent bg-accent text-on-accent shadow-1 hover:border-accent-hover hover:bg-accent-hover",
  default: "border-line-strong bg-surface text-ink shadow-1 hover:border-control hover:bg-hover",
  ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
  danger: "border-line-strong bg-surface text-bad-ink shadow-1 hover:border-bad-line hover:bg-bad-soft",
  "danger-filled": "border-bad bg-bad-soft text-bad-ink font-semibold hover:border-bad-ink",
};

/** The classes of a button, for what must be another element (a radix trigger, a label). */
export function buttonClass({ variant = "default", small = false, iconOnly = false }: Look): string {
  return clsx(
    "inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap transition-colors duration-[120ms]",
    "aria-disabled:not-in-data-starting:opacity-50 disabled:not-in-data-starting:opacity-50",
    VARIANTS[variant],
    small ? "h-9 text-dense md:h-7" : "h-10 md:h-8.5",
    iconOnly ? (small ? "w-9 md:w-7" : "w-10 md:w-8.5") : small ? "px-2.5" : "px-3",
  );
}

type ButtonProps = Omit<ComponentProps<"button">, "className"> & Look & { busy?: boolean; children?: ReactNode };

/** With `iconOnly` the children are the accessible name and are not seen. */
export function Button({
  variant,
  small,
  icon: Icon,
  iconOnly,
  busy = false,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const Shown = busy ? LoaderCircle : Icon;
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ variant, small, iconOnly })}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
    >
      {Shown ? <Shown size={small ? 14 : 16} aria-hidden="true" className={busy ? "animate-spin" : undefined} /> : null}
      {iconOnly ? <span className="sr-only">{children}</span> : children}
    </button>
  );
}

type ButtonLinkProps = Omit<ComponentProps<typeof Link>, "className"> & Look;

/** A link to another page in a button's dress. */
export function ButtonLink({ variant, small, icon: Icon, iconOnly, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass({ variant, small, iconOnly })}>
      {Icon ? <Icon size={small ? 14 : 16} aria-hidden="true" /> : null}
      {iconOnly ? <span className="sr-only">{children}</span> : children}
    </Link>
  );
}
