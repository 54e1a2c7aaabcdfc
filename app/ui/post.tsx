/** The post: things that happen in order, on a vertical line with arms. Used for sequence only, never as decoration. */
import clsx from "clsx";
import type { ReactNode } from "react";

export function Post({ children }: { children: ReactNode }) {
  return <ol className="m-0">{children}</ol>;
}

type PostStepProps = {
  /** A number or an icon. */
  pin: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  /** done: filled; now: outlined; later: grey. */
  state?: "done" | "now" | "later";
  /** The id of the heading, for aria-labelledby and links. */
  headingId?: string;
  children?: ReactNode;
};

const PINS = {
  done: "border-accent bg-accent text-on-accent after:bg-accent",
  now: "border-accent bg-surface text-accent-ink after:bg-accent",
  later: "border-control bg-canvas text-ink-2 after:bg-line-strong",
};

/** One step: pin, heading, and what belongs to it. */
export function PostStep({ pin, title, note, state = "done", headingId, children }: PostStepProps) {
  return (
    <li
      className={clsx(
        "relative grid grid-cols-[24px_minmax(0,1fr)] gap-2.5 pb-6 last:pb-0 md:grid-cols-[26px_minmax(0,1fr)] md:gap-3.5",
        "not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-2.75 not-last:before:w-0.5 not-last:before:bg-line-strong md:not-last:before:left-3",
      )}
    >
      <span
        aria-hidden="true"
        className={clsx(
          "relative z-[1] grid size-6 place-items-center rounded-full border-2 text-meta leading-none font-semibold md:size-6.5",
          "after:absolute after:top-[9px] after:left-5.5 after:h-0.5 after:w-2.25 md:after:top-2.5 md:after:left-6 md:after:w-3",
          PINS[state],
        )}
      >
        {pin}
      </span>
      <div className="min-w-0">
        <h2
          id={headingId}
          className={clsx("scroll-mt-20 pl-1 font-semibold md:leading-6.5", children ? "mb-1.5" : undefined)}
        >
          {title}
          {note ? <span className="block text-dense font-normal text-ink-3 md:ml-2 md:inline">{note}</span> : null}
        </h2>
        {children}
      </div>
    </li>
  );
}
