/** What need not be feared before the first try, in a row of short sentences. */
import type { LucideIcon } from "lucide-react";

export function Reassurances({ reassurances }: { reassurances: readonly { icon: LucideIcon; text: string }[] }) {
  return (
    <ul className="mt-5.5 flex flex-wrap gap-3 text-dense text-ink-2 md:gap-6">
      {reassurances.map(({ icon: Icon, text }) => (
        <li key={text} className="flex flex-[1_1_280px] items-start gap-2">
          <Icon size={17} aria-hidden="true" className="mt-px text-accent-ink" />
          {text}
        </li>
      ))}
    </ul>
  );
}
