/** A strip of named facts at the head of a detail page. Unknown facts are an en dash, never 0. */
import type { ReactNode } from "react";

export type Fact = { name: string; value: ReactNode; note?: ReactNode };

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="card mb-5 grid grid-cols-2 overflow-hidden md:grid-cols-[repeat(auto-fit,minmax(130px,1fr))]">
      {facts.map((fact) => (
        <div key={fact.name} className="min-w-0 px-3.5 py-2.5 shadow-[-1px_-1px_0_var(--line)]">
          <dt className="text-meta text-ink-3">{fact.name}</dt>
          <dd className="mt-0.5 font-medium wrap-anywhere [&_a]:text-accent-ink [&_a]:hover:underline">
            {fact.value ?? "–"}
            {fact.note ? <span className="block text-meta font-normal text-ink-3">{fact.note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
