"use client";
/** The end of a form on a page of its own: the way back, and the button that saves. */
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button.tsx";
import { useHydrated } from "./use-hydrated.ts";

type FormEndProps = {
  /** Where "Cancel" leads. */
  back: string;
  verb?: string;
  busy: boolean;
  /** What else can be done with the form, at the other side. */
  children?: ReactNode;
};

export function FormEnd({ back, verb = "Save", busy, children }: FormEndProps) {
  const isHydrated = useHydrated();
  return (
    <div className="flex flex-wrap gap-2">
      {children}
      <span className="mr-auto" />
      <ButtonLink variant="ghost" href={back}>
        Cancel
      </ButtonLink>
      <Button type="submit" variant="primary" disabled={!isHydrated} busy={busy}>
        {verb}
      </Button>
    </div>
  );
}
