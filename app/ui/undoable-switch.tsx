"use client";
/** A switch of something that is stored: it takes effect at once, with a way back, and the page is drawn anew. */
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Switch } from "./switch.tsx";

/** What a switch sets going shows this much later: what was held arrives, and health says so. */
const SETTLED_AFTER_MS = 3_000;

type UndoableSwitchProps = {
  label: string;
  isOn: boolean;
  mayChange: boolean;
  /** Does it and says what came of it; `undo`: what the message offers as the way back. */
  set: (isOn: boolean, undo: (() => void) | null) => Promise<void>;
};

export function UndoableSwitch({ label, isOn, mayChange, set }: UndoableSwitchProps) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(settling.current), []);

  async function change(next: boolean, undoable: boolean) {
    setWanted(next);
    await set(next, undoable ? () => void change(!next, false) : null);
    startTransition(() => {
      router.refresh();
      setWanted(null);
    });
    clearTimeout(settling.current);
    settling.current = setTimeout(() => router.refresh(), SETTLED_AFTER_MS);
  }

  return (
    <Switch
      label={label}
      checked={wanted ?? isOn}
      disabled={!mayChange}
      busy={wanted !== null}
      onChange={(next) => void change(next, true)}
    />
  );
}
