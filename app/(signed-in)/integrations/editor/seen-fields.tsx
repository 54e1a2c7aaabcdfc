"use client";
/**
 * What conditions can be made of: the fields of the trigger in the catalogue, and what recent events had, asked once for
 * each trigger: suggestions, and doubts about values.
 */
import type { ResultOf } from "gql.tada";
import { createContext, type ReactNode, startTransition, useContext, useEffect, useMemo, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import type { ComboboxOption } from "#ui/combobox";
import { askFromBrowser } from "../../../browser-api.ts";
import { fieldChoices } from "./condition-choices.ts";
import { type EditorEventType, SeenFields } from "./documents.ts";
import type { EditorValues } from "./editor-form.ts";
import { RECENT_EVENTS } from "./preview-state.tsx";

type SeenField = ResultOf<typeof SeenFields>["seenFields"][number];

export type FieldsOfTrigger = {
  catalogue: EditorEventType["fields"];
  /** By path; empty until they are known. */
  seen: ReadonlyMap<string, SeenField>;
  /** Both, to choose from. */
  choices: readonly ComboboxOption[];
};

const NONE_SEEN: ReadonlyMap<string, SeenField> = new Map();
const NONE: FieldsOfTrigger = { catalogue: [], seen: NONE_SEEN, choices: [] };
const FieldsContext = createContext(NONE);

type SeenFieldsProviderProps = { eventTypes: readonly EditorEventType[]; children: ReactNode };

export function SeenFieldsProvider({ eventTypes, children }: SeenFieldsProviderProps) {
  const { control } = useFormContext<EditorValues>();
  const trigger = useWatch({ control, name: "trigger" });
  const [seen, setSeen] = useState(NONE_SEEN);
  useEffect(() => {
    setSeen(NONE_SEEN);
    if (trigger === "") return;
    let isCurrent = true;
    askFromBrowser(SeenFields, { trigger, recent: RECENT_EVENTS }).then(
      ({ seenFields }) =>
        isCurrent && startTransition(() => setSeen(new Map(seenFields.map((field) => [field.path, field])))),
      // Filters can be made without suggestions; what is wrong with the server, the preview says.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [trigger]);
  const fields = useMemo(() => {
    const catalogue = eventTypes.find(({ name }) => name === trigger)?.fields ?? NONE.catalogue;
    return { catalogue, seen, choices: fieldChoices(catalogue, seen) };
  }, [eventTypes, trigger, seen]);
  return <FieldsContext value={fields}>{children}</FieldsContext>;
}

export function useFieldsOfTrigger(): FieldsOfTrigger {
  return useContext(FieldsContext);
}
