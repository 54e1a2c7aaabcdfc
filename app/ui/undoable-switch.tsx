"use client";
/** A switch of something that is stored: it takes effect at once, with a way back, and the page is drawn anew. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useOwnRow } from "./steady-rows.tsx";
import { Switch } from "./switch.tsx";
import { useSettledRefresh } from "./use-settled-refresh.ts";

type UndoableSwitchProps = {
  label: string;
  isOn: boolean;
  /** Why it may not be switched; null: it may. */
  hindrance: string | null;
  /** Does it and says what came of it; `undo`: what the message offers as the way back. True: it is so now. */
  set: (isOn: boolean, undo: (() => void) | null) => Promise<boolean | undefined>;
};

export function UndoableSwitch({ label, isOn, hindrance, set }: UndoableSwitchProps) {
  const router = useRouter();
  const ownRow = useOwnRow();
  const [wanted, setWanted] = useState<boolean | null>(null);
  /** What it was set to here, until the page says something new. */
  const [made, setMade] = useState({ isOn, said: isOn });
  if (made.said !== isOn) setMade({ isOn, said: isOn });
  const refreshSettled = useSettledRefresh();

  async function change(next: boolean, undoable: boolean) {
    ownRow?.hold();
    setWanted(next);
    const isMade = await set(next, undoable ? () => void change(!next, false) : null);
    // At once, not with the page: while pages are drawn slowly, one after the other, the switch could not be pressed.
    setWanted(null);
    if (!isMade) return;
    setMade(({ said }) => ({ isOn: next, said }));
    router.refresh();
    refreshSettled();
  }

  return (
    <Switch
      label={label}
      checked={wanted ?? made.isOn}
      hindrance={hindrance}
      busy={wanted !== null}
      onChange={(next) => void change(next, true)}
    />
  );
}
