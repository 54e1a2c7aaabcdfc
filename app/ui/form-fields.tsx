"use client";
/** The fields of a form: nobody can type before the browser has taken over from the server's HTML, so nothing is lost. */
import type { ReactNode } from "react";
import { useHydrated } from "./use-hydrated.ts";

type FormFieldsProps = {
  /** They can be read and not changed. */
  isLocked?: boolean;
  className?: string;
  children: ReactNode;
};

export function FormFields({ isLocked = false, className = "", children }: FormFieldsProps) {
  const isHydrated = useHydrated();
  return (
    <fieldset
      disabled={isLocked || !isHydrated}
      data-starting={isHydrated ? undefined : ""}
      data-locked={isLocked ? "" : undefined}
      className={`min-w-0 ${className}`}
    >
      {children}
    </fieldset>
  );
}
