"use client";
/**
 * The rows of a list that is drawn anew by itself and by what is done in it: what they say changes, their places do not,
 * so that a second click on the same spot finds the same row. A new order comes with a new `key` or a new visit, and where
 * nobody is at the page: on a wall, what begins to fail goes to the top.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { focusOn, focusOnHead } from "./focus-on.ts";
import { keepPlaces } from "./kept-places.ts";
import { isSomebodyThere, watchTouches } from "./last-touch.ts";

export type SteadyRow = { id: string; row: ReactNode };

/** What something in a row can do for that row; null outside such a list. */
type OwnRowActions = { hold: () => void; remove: () => void };
const OwnRow = createContext<OwnRowActions | null>(null);

export function SteadyRows({ rows }: { rows: readonly SteadyRow[] }) {
  const [given, setGiven] = useState(rows);
  const [shown, setShown] = useState(rows);
  const held = useRef(new Set<string>());
  useEffect(watchTouches, []);
  if (given !== rows) {
    setGiven(rows);
    const isWatched = isSomebodyThere();
    setShown((before) => (isWatched ? keepPlaces(before, rows, (id) => held.current.has(id)) : [...rows]));
  }

  /** Who deleted it goes on with the row that stands there now; after the last one, at the head of the page. */
  const [goOnWith, setGoOnWith] = useState<{ id: string | undefined } | null>(null);
  useEffect(() => {
    if (goOnWith === null) return;
    setGoOnWith(null);
    if (goOnWith.id) focusOn(document.querySelector<HTMLElement>(`a[data-row="${goOnWith.id}"]`));
    else focusOnHead();
  }, [goOnWith]);

  function remove(id: string): void {
    const at = shown.findIndex((row) => row.id === id);
    held.current.delete(id);
    setShown(shown.filter((row) => row.id !== id));
    setGoOnWith({ id: (shown[at + 1] ?? shown[at - 1])?.id });
  }

  return shown.map(({ id, row }) => (
    <Place key={id} hold={() => held.current.add(id)} remove={() => remove(id)}>
      {row}
    </Place>
  ));
}

/** Its context stays the same while the list around it changes. */
function Place({ hold, remove, children }: OwnRowActions & { children: ReactNode }) {
  const newest = useRef({ hold, remove });
  useEffect(() => {
    newest.current = { hold, remove };
  });
  const own = useMemo(() => ({ hold: () => newest.current.hold(), remove: () => newest.current.remove() }), []);
  return <OwnRow value={own}>{children}</OwnRow>;
}

/**
 * `hold`: the row stays in the list even when the change that is made in it narrows the row out. `remove`: it is deleted,
 * and leaves the list before the list is drawn anew.
 */
export function useOwnRow() {
  return useContext(OwnRow);
}
