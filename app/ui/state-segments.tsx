"use client";
/** The states of a list, each with how many there are; the choice stands in the address as `state`. */
import { formatCount } from "../wording/numbers.ts";
import { Segmented } from "./segmented.tsx";
import { HEALTH_STATE } from "./status.tsx";
import { FIRST_PAGE, useUrlParams } from "./use-url-params.ts";

/** `health`: whose icon stands beside the word. */
export type StateSegment = { value: string; label: string; health?: keyof typeof HEALTH_STATE; count: number };

type StateSegmentsProps = { label: string; segments: readonly StateSegment[]; value: string | null };

/** The first segment is all of them, and no state in the address. */
export function StateSegments({ label, segments, value }: StateSegmentsProps) {
  const { change, isPending } = useUrlParams();
  const all = segments[0]?.value ?? "";
  return (
    <div aria-busy={isPending || undefined} className="w-full md:w-auto">
      <Segmented
        label={label}
        options={segments.map(({ value: state, label: word, health, count }) => ({
          value: state,
          label: word,
          count: formatCount(count),
          icon: health ? HEALTH_STATE[health].icon : undefined,
          iconClass: health ? ICON_CLASS[HEALTH_STATE[health].tone] : undefined,
        }))}
        value={value ?? all}
        onChange={(next) => change({ state: next === all ? null : next, ...FIRST_PAGE })}
      />
    </div>
  );
}

const ICON_CLASS = { ok: "text-ok", bad: "text-bad", warn: "text-warn", held: "text-held", idle: "text-idle-ink" };
