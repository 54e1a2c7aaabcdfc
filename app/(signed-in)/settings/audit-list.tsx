/** The audit trail: a sentence for each change, and what the thing was before and after. */
import { ChevronDown } from "lucide-react";
import { CopyableId } from "#ui/copyable-id";
import { JsonViewer } from "#ui/json-viewer";
import { Time } from "#ui/time";
import type { ListedAuditEntry } from "./documents.ts";

export function AuditList({ entries }: { entries: readonly ListedAuditEntry[] }) {
  if (entries.length === 0) return <p className="text-ink-2">Nothing was changed yet.</p>;
  return (
    <ul className="card overflow-hidden">
      {entries.map((entry) => (
        <li key={entry.id} className="border-t border-line first:border-t-0">
          <details className="group/entry">
            <summary className="relative flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3.5 py-2.5 pr-9 -outline-offset-2 hover:bg-hover">
              <span className="min-w-0 flex-[1_1_320px] font-medium wrap-anywhere" dir="auto">
                {entry.summary}
              </span>
              <span className="min-w-0 text-dense wrap-anywhere text-ink-2" dir="auto">
                {entry.actor}
              </span>
              <span className="text-dense text-ink-3 lg:w-20 lg:text-right">
                <Time at={entry.at} />
              </span>
              <ChevronDown
                size={16}
                aria-hidden="true"
                className="absolute top-3 right-3 text-ink-3 transition-transform duration-150 group-open/entry:rotate-180"
              />
            </summary>
            <div className="grid gap-3 px-3.5 pt-0.5 pb-3.5">
              <p className="flex flex-wrap items-center gap-x-2 text-dense text-ink-2">
                <span className="code-text">{entry.action}</span>
                {entry.subjectId ? <CopyableId id={entry.subjectId} noun="subject" /> : null}
              </p>
              <div className="grid items-start gap-3 lg:grid-cols-2">
                {entry.before === null ? null : <JsonViewer title="Before" value={entry.before} />}
                {entry.after === null ? null : <JsonViewer title="After" value={entry.after} />}
              </div>
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
