"use client";
/** A switch of something that is stored: it takes effect at once, with a way back, and the page is drawn anew. */
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Switch } from "./switch.tsx";

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

  async function change(next: boolean, undoable: boolean) {
    setWanted(next);
    await set(next, undoable ? () => void change(!next, false) : null);
    startTransition(() => {
      router.refresh();
      setWanted(null);
    });
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
