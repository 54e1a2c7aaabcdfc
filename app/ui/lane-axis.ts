/**
 * The time axis of attempts: stretched at its beginning, because the first retries are seconds apart and the last ones
 * hours. Positions are shares from 0 to 1; what is drawn at them is attempt-lane's.
 */

/** Instants in milliseconds. `now` null: nothing more is to come. */
export type LaneSpan = { from: number; to: number; now: number | null };

/** `interrupted`: by our own side. */
export type LaneMark = { at: number; kind: "arrived" | "failed" | "interrupted" | "planned" };

type LaneLabel = {
  share: number;
  text: string;
  isNow: boolean;
  /** Only where the lane is wide. */
  isMinor: boolean;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TICKS: readonly [afterMs: number, text: string][] = [
  [SECOND, "1 s"],
  [10 * SECOND, "10 s"],
  [MINUTE, "1 min"],
  [10 * MINUTE, "10 min"],
  [HOUR, "1 h"],
  [10 * HOUR, "10 h"],
  [2 * DAY, "2 days"],
  [10 * DAY, "10 days"],
  [30 * DAY, "30 days"],
];

/** Of a letter of a label. */
const LETTER_PX = 6.5;
const GAP_PX = 8;
/** What a lane measures at least on a phone, and elsewhere. */
export const NARROW_PX = 270;
export const WIDE_PX = 600;

/** From the beginning to the last instant of all, and at least a second. `now` counts as one, if it is to be shown. */
export function laneSpan(from: number, instants: readonly number[], now: number | null): LaneSpan {
  return { from, now, to: Math.max(from + SECOND, ...instants, ...(now === null ? [] : [now])) };
}

/** Doubling the time since the beginning moves on by the same stretch. */
export function laneShare({ from, to }: LaneSpan, at: number): number {
  const stretched = (instant: number) => Math.log1p(Math.max(0, instant - from) / SECOND);
  return Math.min(1, stretched(at) / stretched(to));
}

/**
 * What stands below the lane beside the label of its beginning, which is `startLetters` long: now, then round times since
 * the beginning as far as they find room.
 */
export function laneLabels(span: LaneSpan, startLetters: number, hasWideForm: boolean): LaneLabel[] {
  const wanted = [
    ...(span.now === null ? [] : [{ share: laneShare(span, span.now), text: "now", isNow: true }]),
    // The latest first: where they find no room together, the larger scale says more.
    ...TICKS.filter(([afterMs]) => afterMs <= span.to - span.from)
      .map(([afterMs, text]) => ({ share: laneShare(span, span.from + afterMs), text: `+${text}`, isNow: false }))
      .reverse(),
  ];
  const placed: LaneLabel[] = [];
  for (const isMinor of hasWideForm ? [false, true] : [false]) {
    const widthPx = isMinor ? WIDE_PX : NARROW_PX;
    for (const label of wanted) {
      const [start, end] = extent(label, widthPx);
      const isFree = placed.every((other) => {
        const [otherStart, otherEnd] = extent(other, widthPx);
        return end + GAP_PX <= otherStart || otherEnd + GAP_PX <= start;
      });
      if (isFree && start >= startLetters * LETTER_PX + GAP_PX) placed.push({ ...label, isMinor });
    }
  }
  return placed.toSorted((a, b) => a.share - b.share);
}

/** Those of ascending shares that do not stand on each other; the first and the last always stay. */
export function thinned(shares: readonly number[], gapPx: number, widthPx: number): ReadonlySet<number> {
  const kept = new Set<number>();
  const last = shares.length - 1;
  let before = Number.NEGATIVE_INFINITY;
  for (const [index, share] of shares.entries()) {
    const toLast = ((shares[last] ?? share) - share) * widthPx;
    if (index !== last && (share - before) * widthPx < gapPx) continue;
    if (index !== last && index !== 0 && toLast < gapPx) continue;
    kept.add(index);
    before = share;
  }
  return kept;
}

/** From where to where a label reaches, in px; those at the edges are moved inside. */
function extent({ share, text }: Pick<LaneLabel, "share" | "text">, widthPx: number): [start: number, end: number] {
  const half = (text.length * LETTER_PX) / 2;
  const middle = Math.min(Math.max(share * widthPx, half), widthPx - half);
  return [middle - half, middle + half];
}
