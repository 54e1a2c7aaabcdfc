"use client";
/**
 * The rows of a list that is drawn anew by itself and by what is done in it: what they say changes, their places do not,
 * so that a second click on the same spot finds the same row. A new order comes with a new `key` or a new visit.
 */
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from "react";
import { keepPlaces } from "./kept-places.ts";

export type SteadyRow = { id: string; row: ReactNode };

/** What something in a row can do for that row; null outside such a list. */
const OwnRow = createContext<{ hold: () => void } | null>(null);

export function SteadyRows({ rows }: { rows: readonly SteadyRow[] }) {
  const [given, setGiven] = useState(rows);
  const [shown, setShown] = useState(rows);
  const held = useRef(new Set<string>());
  if (given !== rows) {
    setGiven(rows);
    setShown((before) => keepPlaces(before, rows, (id) => held.current.has(id)));
  }
  return shown.map(({ id, row }) => (
    <Place key={id} id={id} held={held.current}>
      {row}
    </Place>
  ));
}

function Place({ id, held, children }: { id: string; held: Set<string>; children: ReactNode }) {
  const own = useMemo(() => ({ hold: () => void held.add(id) }), [id, held]);
  return <OwnRow value={own}>{children}</OwnRow>;
}

/** `hold`: the row stays in the list even when the change that is made in it narrows the row out. */
export function useOwnRow() {
  return useContext(OwnRow);
}
