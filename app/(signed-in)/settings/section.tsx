/** One part of the settings: its heading, a sentence, and what can be added. */
import type { ReactNode } from "react";

type SectionProps = { id: string; title: string; lead: ReactNode; actions?: ReactNode; children: ReactNode };

export function Section({ id, title, lead, actions, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className="mb-8">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-[1_1_260px]">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          <p className="mt-0.5 text-dense text-pretty text-ink-2">{lead}</p>
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
