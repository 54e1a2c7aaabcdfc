/** The newest events on one line, oldest at the left: a tall mark for each that matched. */
import { Time } from "#ui/time";
import { withKeys } from "../../../ui/with-keys.ts";
import type { FilterPreview } from "./documents.ts";

const WIDTH = 300;
const HEIGHT = 26;

export function MatchStrip({ results }: { results: FilterPreview["results"] }) {
  const oldestFirst = [...results].reverse();
  const step = WIDTH / Math.max(oldestFirst.length, 1);
  const matched = results.filter((result) => result.matched).length;
  const oldest = oldestFirst[0]?.event?.receivedAt;
  return (
    <>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-3 block h-6.5 w-full"
        role="img"
        aria-label={`Of the newest ${results.length} events, ${matched} would have matched.`}
      >
        <path d={`M0 ${HEIGHT - 1}h${WIDTH}`} className="stroke-line-strong" />
        {withKeys(oldestFirst, ({ event }) => event?.id ?? "event").map(({ key, item, index }) =>
          item.matched ? (
            <rect
              key={key}
              x={index * step + step / 4}
              y={2}
              width={Math.min(3, step / 2)}
              height={HEIGHT - 3}
              className="fill-accent-ink"
            />
          ) : (
            <rect
              key={key}
              x={index * step + step / 4}
              y={HEIGHT - 6}
              width={Math.min(2, step / 2)}
              height={4}
              className="fill-control"
            />
          ),
        )}
      </svg>
      {oldest ? (
        <p aria-hidden="true" className="mt-1 flex justify-between text-meta text-ink-3">
          <Time at={oldest} />
          <span>now</span>
        </p>
      ) : null}
    </>
  );
}
