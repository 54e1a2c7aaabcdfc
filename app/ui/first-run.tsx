/** What stands in place of a list whose account has nothing yet: what it is, one primary way to start, one picture. */
import type { ReactNode } from "react";

type FirstRunProps = { title: string; children: ReactNode; actions: ReactNode; picture: ReactNode };

export function FirstRun({ title, children, actions, picture }: FirstRunProps) {
  return (
    <section
      aria-labelledby="first-run"
      className="card mb-6.5 grid items-center gap-6.5 overflow-hidden px-4.5 py-5.5 md:gap-10 md:px-9 md:py-8.5 lg:grid-cols-[minmax(0,1fr)_minmax(0,452px)]"
    >
      <div>
        <h2
          id="first-run"
          className="max-w-[20ch] text-[24px] leading-8 font-semibold tracking-[-0.018em] text-balance"
        >
          {title}
        </h2>
        <div className="mt-2.5 max-w-[46ch] text-pretty text-ink-2">{children}</div>
        {actions ? <div className="mt-5 flex flex-wrap gap-2 *:basis-full md:*:basis-auto">{actions}</div> : null}
      </div>
      {picture}
    </section>
  );
}
