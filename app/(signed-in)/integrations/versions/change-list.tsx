/** What changed between two definitions, one line each: mark, word and sentence. */
import clsx from "clsx";
import { Minus, PencilLine, Plus } from "lucide-react";
import { Sentence } from "#ui/sentence";
import { withKeys } from "../../../ui/with-keys.ts";
import type { DefinitionChange } from "../../../wording/definition-changes.ts";
import { sentenceText } from "../../../wording/filter-sentence.ts";

const KINDS = {
  added: { icon: Plus, word: "Added ", tone: "text-ok-ink" },
  removed: { icon: Minus, word: "Removed ", tone: "text-bad-ink" },
  changed: { icon: PencilLine, word: "", tone: "text-ink-3" },
} as const;

export function ChangeList({ changes }: { changes: readonly DefinitionChange[] }) {
  if (changes.length === 0) {
    return (
      <p className="text-dense text-ink-2">
        All that versions keep is the same; only its externalId may have been changed.
      </p>
    );
  }
  return (
    <ul className="m-0 grid list-none gap-1 p-0">
      {withKeys(changes, ({ kind, parts }) => `${kind} ${sentenceText(parts)}`).map(({ key, item }) => {
        const { icon: Icon, word, tone } = KINDS[item.kind];
        return (
          <li key={key} className="flex items-start gap-1.5 text-dense text-ink-2">
            <Icon size={14} strokeWidth={2.25} aria-hidden="true" className={clsx("mt-0.5", tone)} />
            <span className="block min-w-0 text-pretty first-letter:uppercase">
              <span className={clsx("font-medium", tone)}>{word}</span>
              <Sentence parts={item.parts} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
