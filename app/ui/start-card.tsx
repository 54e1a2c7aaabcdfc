/** A way to start, as one card of a list: what it makes and a sentence of what that does. */
import { ChevronRight, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type StartCardProps = { href: string; icon: LucideIcon; title: string; children: ReactNode };

export function StartCard({ href, icon: Icon, title, children }: StartCardProps) {
  return (
    <li>
      <Link
        prefetch={false}
        href={href}
        className="card flex h-full items-start gap-3 px-4 py-3.5 transition-colors duration-[120ms] hover:border-accent-line hover:bg-hover"
      >
        <span className="grid size-8.5 flex-none place-items-center rounded-[9px] bg-accent-soft text-accent-ink">
          <Icon size={18} aria-hidden="true" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="font-medium">{title}</span>{" "}
          <span className="mt-px block text-dense text-pretty text-ink-2">{children}</span>
        </span>
        <ChevronRight size={16} aria-hidden="true" className="mt-2 text-ink-3" />
      </Link>
    </li>
  );
}
