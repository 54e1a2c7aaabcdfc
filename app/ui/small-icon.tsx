/** What kind of thing a choice is, in a small square. */
import type { LucideIcon } from "lucide-react";

export function SmallIcon({ icon: Icon }: { icon: LucideIcon }) {
  return (
    <span className="inline-grid size-5 flex-none place-items-center rounded-[5px] bg-idle-soft align-bottom text-ink-2">
      <Icon size={13} aria-hidden="true" />
    </span>
  );
}
