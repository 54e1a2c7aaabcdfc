"use client";
/** The states of a list, each with how many there are; the choice stands in the address as `state`. */
import { formatCount } from "../wording/numbers.ts";
import { HEALTH_STATE } from "./status.tsx";
import { UrlSegmented } from "./url-segmented.tsx";

/** `health`: whose icon stands beside the word. */
export type StateSegment = { value: string; label: string; health?: keyof typeof HEALTH_STATE; count: number };

type StateSegmentsProps = { label: string; segments: readonly StateSegment[] };

/** The first segment is all of them, and no state in the address. */
export function StateSegments({ label, segments }: StateSegmentsProps) {
  return (
    <UrlSegmented
      label={label}
      param="state"
      options={segments.map(({ value, label: word, health, count }) => ({
        value,
        label: word,
        count: formatCount(count),
        icon: health ? HEALTH_STATE[health].icon : undefined,
        iconClass: health ? ICON_CLASS[HEALTH_STATE[health].tone] : undefined,
      }))}
    />
  );
}

const ICON_CLASS = { ok: "text-ok", bad: "text-bad", warn: "text-warn", held: "text-held", idle: "text-idle-ink" };
