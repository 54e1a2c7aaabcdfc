/** The signpost as a picture: a post on its foot, with one arm for each step of what happens in order. */
import clsx from "clsx";
import type { ReactNode } from "react";

type Arm = { title: string; text: ReactNode };

/** Three arms of three lengths; on a phone they are alike. */
const LENGTHS = ["mr-5", "mr-5 md:mr-11", "mr-5 md:mr-1"];

export function SignpostPicture({ label, arms }: { label: string; arms: readonly Arm[] }) {
  return (
    <ol
      aria-label={label}
      className={clsx(
        "relative pt-1.5 pb-7.5 pl-6.5",
        "before:absolute before:top-0 before:bottom-0 before:left-2.25 before:w-1 before:rounded-t-mark before:bg-accent",
        "after:absolute after:bottom-0 after:-left-0.5 after:h-1 after:w-6.5 after:rounded-[2px] after:bg-accent",
      )}
    >
      {arms.map(({ title, text }, index) => (
        <li
          key={title}
          className={clsx(
            "relative mb-3.5 rounded-l-mark border border-r-0 border-line-strong bg-canvas py-3 pr-9.5 pl-4 last:mb-0",
            "before:absolute before:top-1/2 before:-left-3.5 before:-mt-0.5 before:h-1 before:w-3.25 before:bg-accent",
            LENGTHS[index],
          )}
        >
          <p className="mb-0.75 flex items-center gap-1.5 text-meta text-ink-3">
            <span
              aria-hidden="true"
              className="grid size-4 place-items-center rounded-full bg-accent text-[10px] leading-none font-semibold text-on-accent"
            >
              {index + 1}
            </span>
            {title}
          </p>
          <div>{text}</div>
          <svg
            viewBox="0 0 20 60"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute -top-px -right-4.75 h-[calc(100%+2px)] w-5 overflow-visible"
          >
            <path
              d="M0 .5 19.5 30 0 59.5"
              vectorEffect="non-scaling-stroke"
              className="fill-canvas stroke-line-strong"
            />
          </svg>
        </li>
      ))}
    </ol>
  );
}
