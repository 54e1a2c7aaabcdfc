/** An attempt beside an earlier one: only what differs of what was sent and of what came back. */
import { withKeys } from "../../../ui/with-keys.ts";
import { attemptDifferences } from "../../../wording/attempt-differences.ts";
import type { Attempt } from "./documents.ts";

/** More of a value is in the attempt itself. */
const SHOWN_CHARACTERS = 240;
const ROW =
  "grid grid-cols-2 gap-x-3.5 gap-y-0.5 border-t border-line px-3 py-2 first:border-t-0 md:grid-cols-[minmax(110px,180px)_minmax(0,1fr)_minmax(0,1fr)]";

export function AttemptComparison({ before, after }: { before: Attempt; after: Attempt }) {
  const differences = attemptDifferences(before, after);
  const names = { before: `Attempt ${before.number}`, after: `Attempt ${after.number}` };
  return (
    <section aria-labelledby="comparison" className="overflow-hidden rounded-panel border border-line bg-sunken">
      <h3 id="comparison" className="border-b border-line px-3 py-2.5 text-meta font-medium">
        What differs from attempt {before.number}
      </h3>
      {differences.length === 0 ? (
        <p className="px-3 py-2.5 text-dense text-ink-2">Nothing: the same was sent, and the same came back.</p>
      ) : (
        <dl className="text-dense">
          <div aria-hidden="true" className={`${ROW} text-meta text-ink-3`}>
            <span className="max-md:hidden" />
            <span>{names.before}</span>
            <span>{names.after}</span>
          </div>
          {withKeys(differences, ({ part, name }) => `${part} ${name}`).map(({ key, item }) => (
            <div key={key} className={ROW}>
              <dt className="text-ink-2 wrap-anywhere max-md:col-span-2">
                {item.part}
                {item.name === "" ? null : <span className="code-text"> {item.name}</span>}
              </dt>
              <Value whose={names.before} value={item.before} isCode={item.name !== ""} />
              <Value whose={names.after} value={item.after} isCode={item.name !== ""} />
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

type ValueProps = { whose: string; value: string | null; isCode: boolean };

function Value({ whose, value, isCode }: ValueProps) {
  return (
    <dd className="min-w-0 wrap-anywhere">
      <span className="sr-only">{whose}: </span>
      {value === null ? (
        <span className="text-ink-3">none</span>
      ) : (
        <span className={isCode ? "code-text" : ""}>{cut(value)}</span>
      )}
    </dd>
  );
}

function cut(value: string): string {
  return value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
}
