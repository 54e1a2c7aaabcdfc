/**
 * Buttons, and links that look like them. Variants: primary (one a view), default, ghost, danger (filled red only in a
 * confirming dialog). A busy button keeps its width and the focus, and cannot be pressed again; the rest is the caller's.
 */
import { LoaderCircle, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class.tsx";

type Look = ButtonLook & { icon?: LucideIcon };

type ButtonProps = Omit<ComponentProps<"button">, "className"> & Look & { busy?: boolean; children?: ReactNode };

/** With `iconOnly` the children are the accessible name and are not seen. */
export function Button({
  variant,
  small,
  icon: Icon,
  iconOnly,
  busy = false,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const Shown = busy ? LoaderCircle : Icon;
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ variant, small, iconOnly })}
      onClick={busy ? ignore : onClick}
      // Not `disabled`: that takes the focus away, and whoever works by keyboard loses their place.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
    >
      {Shown ? <Shown size={small ? 14 : 16} aria-hidden="true" className={busy ? "animate-spin" : undefined} /> : null}
      {iconOnly ? <span className="sr-only">{children}</span> : children}
    </button>
  );
}

/** Also keeps the form from being sent again. */
function ignore(event: MouseEvent): void {
  event.preventDefault();
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
