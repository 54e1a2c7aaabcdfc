/**
 * A payload or body, readable: wrapped with a hanging indent, coloured, with a copy button. Lines that a filter read are
 * marked. Text that is not JSON is shown as it is.
 */
import clsx from "clsx";
import type { ReactNode } from "react";
import { type JsonPart, jsonLines } from "../wording/json-lines.ts";
import { CopyButton } from "./copy-button.tsx";
import { withKeys } from "./with-keys.ts";

const PART_INK: Record<JsonPart["kind"], string> = {
  key: "text-accent-ink",
  string: "text-ok-ink",
  value: "text-held-ink",
  punctuation: "text-ink-3",
};
/** Hanging indents of two characters a level; deeper levels share the last. */
const INDENTS = ["pl-[28px]", "pl-[44px]", "pl-[60px]", "pl-[76px]", "pl-[92px]", "pl-[108px]", "pl-[124px]"];

type JsonViewerProps = {
  title: string;
  note?: ReactNode;
  value: unknown;
  /** Dotted paths whose lines are marked. */
  marked?: ReadonlySet<string>;
  /** Stands between head and body: the headers of a request. */
  above?: ReactNode;
};

export function JsonViewer({ title, note, value, marked, above }: JsonViewerProps) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <section aria-label={title} className="overflow-hidden rounded-panel border border-line bg-sunken">
      <header className="flex min-h-10 items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-3 text-meta text-ink-2">
        <h3 className="font-medium text-ink">{title}</h3>
        <span className="min-w-0 truncate">{note}</span>
        <span className="ml-auto">
          <CopyButton text={text} label={`Copy ${title.toLowerCase()}`} />
        </span>
      </header>
      {above}
      {typeof value === "string" ? (
        <pre className="code-text px-3 py-2.5 wrap-anywhere whitespace-pre-wrap">
          {value === "" ? "(empty)" : value}
        </pre>
      ) : (
        <pre className="code-text py-2.5 leading-5">
          {withKeys(jsonLines(value), ({ path }) => path).map(({ key, item: line }) => (
            <span
              key={key}
              className={clsx(
                "block border-l-2 pr-3.5 -indent-4 wrap-anywhere whitespace-pre-wrap",
                INDENTS[Math.min(line.indent, INDENTS.length - 1)],
                marked?.has(line.path) ? "border-l-accent-ink bg-selected" : "border-l-transparent",
              )}
            >
              {withKeys(line.parts, ({ text }) => text).map(({ key: partKey, item: part }) => (
                <span key={partKey} className={PART_INK[part.kind]}>
                  {part.text}
                </span>
              ))}
              {"\n"}
            </span>
          ))}
        </pre>
      )}
    </section>
  );
}
