"use client";
/** What recent events of the trigger had, asked once for each trigger: suggestions, and doubts about values. */
import type { ResultOf } from "gql.tada";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { askFromBrowser } from "../../../browser-api.ts";
import { SeenFields } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { RECENT_EVENTS } from "./preview-state.tsx";

type SeenField = ResultOf<typeof SeenFields>["seenFields"][number];

const NONE: ReadonlyMap<string, SeenField> = new Map();
const SeenFieldsContext = createContext(NONE);

export function SeenFieldsProvider({ children }: { children: ReactNode }) {
  const { control } = useFormContext<EditorValues>();
  const trigger = useWatch({ control, name: "trigger" });
  const [seen, setSeen] = useState(NONE);
  useEffect(() => {
    setSeen(NONE);
    if (trigger === "") return;
    let isCurrent = true;
    askFromBrowser(SeenFields, { trigger, recent: RECENT_EVENTS }).then(
      ({ seenFields }) => isCurrent && setSeen(new Map(seenFields.map((field) => [field.path, field]))),
      // Filters can be made without suggestions; what is wrong with the server, the preview says.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [trigger]);
  return <SeenFieldsContext value={seen}>{children}</SeenFieldsContext>;
}

/** By path; empty until they are known. */
export function useSeenFields(): ReadonlyMap<string, SeenField> {
  return useContext(SeenFieldsContext);
}
