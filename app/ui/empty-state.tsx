/** What a list shows when it has no rows: nothing yet (what it is, how to start), or no match (what to clear). */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; children: ReactNode; actions?: ReactNode };

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <section className="card flex flex-col items-start gap-3 px-5 py-7 md:flex-row md:gap-5 md:px-8 md:py-9">
      <span className="grid size-10 flex-none place-items-center rounded-panel bg-accent-soft text-accent-ink">
        <Icon size={20} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <h2 className="text-section">{title}</h2>
        <div className="mt-1 max-w-[62ch] text-pretty text-ink-2">{children}</div>
        {actions ? <div className="mt-4 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </section>
  );
}
