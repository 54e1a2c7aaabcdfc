/** The priority of an event: Emergency stands out, everything else is plain. */
import { Siren } from "lucide-react";

/** Null: the event has none, and nothing is shown. */
export function Priority({ priority }: { priority: string | null }) {
  if (priority === null) return null;
  if (priority.toLowerCase() !== "emergency") return <span>{priority}</span>;
  return (
    <span className="inline-flex items-center gap-1 font-medium text-bad-ink">
      <Siren size={13} strokeWidth={2.25} aria-hidden="true" />
      {priority}
    </span>
  );
}
