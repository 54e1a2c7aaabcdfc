"use client";
/** What the integration does, in one sentence that follows every keystroke. */
import { memo, useDeferredValue } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { Sentence } from "#ui/sentence";
import { triggerWords } from "../../../wording/field-label.ts";
import { filterSentence } from "../../../wording/filter-sentence.ts";
import { hostOf } from "../../../wording/uris.ts";
import type { EditorSubscription } from "./documents.ts";
import type { ActionValues, EditorValues } from "./editor-form.ts";

type LiveSentenceProps = { subscriptions: readonly EditorSubscription[] };

/** Drawn anew for what it says only: of a large integration it is long. */
export const LiveSentence = memo(function LiveSentence({ subscriptions }: LiveSentenceProps) {
  const { control } = useFormContext<EditorValues>();
  const [trigger, filters, actions, uri] = useDeferredValue(
    useWatch({ control, name: ["trigger", "filters", "actions", "subscription.uri"] }),
  );
  const parts = filterSentence(filters);
  const strong = "font-medium text-ink wrap-anywhere";
  return (
    <p
      aria-live="off"
      className="mb-5 rounded-l-mark rounded-r-card border border-l-3 border-line border-l-accent bg-surface px-3.5 py-3 text-[15px] leading-[25px] text-pretty text-ink-2 shadow-1 md:px-4.5 md:py-3.5 md:text-[16px] md:leading-[26px]"
    >
      When <span className={strong}>{trigger ? triggerWords(trigger) : "something happens"}</span>
      {parts.length > 0 ? (
        <>
          , if <Sentence parts={parts} />
        </>
      ) : null}
      , POST it to <span className={strong}>{targets(actions, uri, subscriptions)}</span>.
    </p>
  );
});

function targets(actions: readonly ActionValues[], uri: string, subscriptions: readonly EditorSubscription[]): string {
  const hosts = actions.map((action) => {
    const chosen = subscriptions.find(({ id }) => id === action.subscriptionId);
    const target = action.target === "new" ? uri : chosen?.uri;
    // Half a URI may be one without a host: "http:/".
    return (target && hostOf(target)) || "a subscription of your choice";
  });
  return [...new Set(hosts)].join(" and to ");
}
