"use client";
/**
 * Keeps what is typed in the editor until it is saved: through a reload, through leaving the page or closing the tab and
 * coming back. The browser asks before the tab is closed; leaving for another page of the product says where what was typed is.
 */
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { UseFormReturn } from "react-hook-form";
import { toast } from "#ui/toast";
import type { Draft } from "./draft.ts";
import { forgetDraft, keepDraft, readDraft } from "./draft-store.ts";
import type { EditorValues } from "./editor-form.ts";

const PAUSE_MS = 250;

type Kept = {
  form: UseFormReturn<EditorValues>;
  isDirty: boolean;
  /** One for each person and integration, and one for each kind of new one. */
  draftKey: string;
  /** Over which version is typed, at this very moment. */
  versionNow: () => number | null;
  /** The form is read only, or about to be replaced by what the server answers. */
  isPaused: boolean;
  /** A draft was found and is about to be put into the form. */
  onFound: (draft: Draft) => void;
};

/**
 * The draft that the form was filled with; `forget` after what was typed is saved or thrown away, `bringBack` after all,
 * also from another page.
 */
export function useDraft({ form, isDirty, draftKey, versionNow, isPaused, onFound }: Kept) {
  const [found, setFound] = useState<Draft | null>(null);
  const isOffered = useRef(false);
  const isKeptAlready = useRef(false);
  /** Until what was found is saved or thrown away. */
  const lacksSecrets = useRef<boolean>(undefined);
  useEffect(() => {
    if (isOffered.current) return;
    isOffered.current = true;
    const draft = readDraft(draftKey);
    if (!draft) return;
    isKeptAlready.current = true;
    lacksSecrets.current = draft.lacksSecrets;
    onFound(draft);
    form.reset(draft.values, { keepDefaultValues: true });
    setFound(draft);
  }, [form, draftKey, onFound]);

  const isKept = isDirty && !isPaused;
  useEffect(() => {
    if (!isKept) return;
    const keep = () =>
      keepDraft(draftKey, {
        values: form.getValues(),
        version: versionNow(),
        typedAt: new Date().toISOString(),
        lacksSecrets: lacksSecrets.current,
      });
    let timer = isKeptAlready.current ? undefined : setTimeout(keep, PAUSE_MS);
    isKeptAlready.current = false;
    const stop = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(keep, PAUSE_MS);
      },
    });
    const flush = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      keep();
    };
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("pagehide", flush);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("pagehide", flush);
      window.removeEventListener("beforeunload", warn);
      stop();
      flush();
    };
  }, [isKept, form, draftKey, versionNow]);

  // After the effect above, whose end may still write: what is as it was stored is no draft.
  const wasDirty = useRef(false);
  useEffect(() => {
    if (wasDirty.current && !isDirty) forgetDraft(draftKey);
    wasDirty.current = isDirty;
  }, [isDirty, draftKey]);

  const goBack = useWayBack();
  useTellOnLeaving(isKept, goBack);
  const forget = useCallback(() => {
    setFound(null);
    lacksSecrets.current = undefined;
    forgetDraft(draftKey);
  }, [draftKey]);
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const bringBack = useCallback(
    (draft: Draft) => {
      if (isHere.current) {
        onFound(draft);
        form.reset(draft.values, { keepDefaultValues: true });
      } else {
        keepDraft(draftKey, draft);
        goBack();
      }
    },
    [form, draftKey, onFound, goBack],
  );
  return { found, forget, bringBack };
}

/** To the editor as it was last shown, from wherever the person has gone meanwhile. */
function useWayBack(): () => void {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams().toString();
  const latest = useRef("");
  useEffect(() => {
    latest.current = query === "" ? path : `${path}?${query}`;
  });
  return useCallback(() => router.push(latest.current), [router]);
}

function useTellOnLeaving(isKept: boolean, goBack: () => void) {
  const wasKept = useRef(isKept);
  useEffect(() => {
    wasKept.current = isKept;
  });
  useEffect(
    () => () => {
      if (!wasKept.current) return;
      toast("Your changes are not saved.", {
        description: "They are kept on this device.",
        action: { label: "Go back", onClick: goBack },
      });
    },
    [goBack],
  );
}
