"use client";
/**
 * The subscriptions that the editor knows: the newest to begin with, those that were found while someone typed, and
 * those that the form names. One that is known stays known.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type Control, useWatch } from "react-hook-form";
import { askFromBrowser } from "../../../browser-api.ts";
import { type EditorSubscription, FindSubscriptions, SubscriptionsByIdQuery } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";

const PAUSE_MS = 250;

export type SubscriptionChoices = {
  known: readonly EditorSubscription[];
  /** Looks for more by name or host, shortly after the last call. */
  search: (text: string) => void;
};

export function useSubscriptionChoices(
  newest: readonly EditorSubscription[],
  control: Control<EditorValues>,
): SubscriptionChoices {
  const [known, setKnown] = useState(newest);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const actions = useWatch({ control, name: "actions" });
  const unknown = actions
    .map(({ subscriptionId }) => subscriptionId)
    .filter((id) => id !== "" && !known.some((subscription) => subscription.id === id))
    .join(" ");

  const learn = useCallback((found: readonly EditorSubscription[]) => {
    setKnown((before) => {
      const fresh = found.filter(({ id }) => !before.some((subscription) => subscription.id === id));
      return fresh.length === 0 ? before : [...before, ...fresh];
    });
  }, []);
  const search = useCallback(
    (text: string) => {
      clearTimeout(timer.current);
      if (text.trim() === "") return;
      timer.current = setTimeout(() => {
        askFromBrowser(FindSubscriptions, { search: text }).then(
          ({ webhookSubscriptions }) => learn(webhookSubscriptions.edges.map(({ node }) => node)),
          // What is known already can still be chosen.
          () => {},
        );
      }, PAUSE_MS);
    },
    [learn],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (unknown === "") return;
    askFromBrowser(SubscriptionsByIdQuery, { ids: unknown.split(" ") }).then(
      ({ nodes }) => learn(nodes.filter((node) => node !== null && "uri" in node)),
      () => {},
    );
  }, [unknown, learn]);

  return useMemo(() => ({ known, search }), [known, search]);
}
