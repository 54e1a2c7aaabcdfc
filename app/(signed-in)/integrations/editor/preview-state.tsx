"use client";
/**
 * What the filters would have let through, asked anew shortly after every change: real recent events, the catalogue's
 * sample, or an event that was pasted. Conditions that are not complete yet are left out, and counted. Holds the answer
 * for the preview, the save bar and the warnings beside conditions.
 */
import {
  createContext,
  type ReactNode,
  startTransition,
  useContext,
  useDeferredValue,
  useEffect,
  useMemo,
  useState,
} from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { parseFieldPath } from "#webhooks/field-path";
import { OPERATORS } from "#webhooks/operators";
import { askFromBrowser, failureSentence } from "../../../browser-api.ts";
import { type EditorEventType, type FilterPreview, PreviewFilters } from "./documents.ts";
import { type ConditionValues, type EditorValues, type FilterValues, filterInput } from "./editor-form.ts";
import { readPastedEvent } from "./pasted-event.ts";

/** How many of the trigger's newest events are looked at. */
export const RECENT_EVENTS = 200;
const PAUSE_MS = 300;

export type PreviewSource = "recent" | "sample" | "paste";
type PreviewState = {
  source: PreviewSource;
  setSource: (source: PreviewSource) => void;
  /** The text of an event of one's own, and what is wrong with it. */
  pasted: string;
  setPasted: (text: string) => void;
  pasteProblem: string | null;
  /** The one event that is tried: the sample or the pasted one. */
  tried: unknown;
  preview: FilterPreview | null;
  /** What the preview is the answer to. */
  asked: Asked;
  problem: string | null;
  /** How many conditions are left out, because their field or values are missing, or the field is no path. */
  unfinished: number;
};
/** By "filter.condition.field" and "filter.condition.values", as the form counts them. */
type Warnings = ReadonlyMap<string, string>;
/** `event` null: the newest ones. */
export type Asked = { filters: readonly FilterInput[]; event: unknown };
export type FilterInput = ReturnType<typeof filterInput>;

const NO_WARNINGS: Warnings = new Map();
const PreviewContext = createContext<PreviewState | null>(null);
/** Apart from the rest, for rows that want nothing else of it. */
const WarningsContext = createContext(NO_WARNINGS);

type PreviewProviderProps = {
  eventTypes: readonly EditorEventType[];
  /** The text of an event to begin with. */
  toPaste?: string;
  children: ReactNode;
};

export function PreviewProvider({ eventTypes, toPaste = "", children }: PreviewProviderProps) {
  const { control } = useFormContext<EditorValues>();
  // What is asked may lag behind what is typed; the fields may not.
  const [trigger, filters] = useDeferredValue(useWatch({ control, name: ["trigger", "filters"] }));
  const [source, setSource] = useState<PreviewSource>(toPaste === "" ? "recent" : "paste");
  const [pasted, setPasted] = useState(toPaste);
  const [answer, setAnswer] = useState<Answer>(NOTHING);
  const read = useMemo(() => readPastedEvent(pasted), [pasted]);
  const sample = eventTypes.find(({ name }) => name === trigger)?.sample;
  const tried = source === "sample" ? sample : source === "paste" && "event" in read ? read.event : null;
  const complete = completeFilters(filters);
  const unfinished = count(filters) - count(complete.map(({ filter }) => filter));
  const question = JSON.stringify({ trigger, source, filters: complete.map(({ filter }) => filterInput(filter)) });
  const positions = JSON.stringify(complete.map(({ position, conditions }) => ({ position, conditions })));

  useEffect(() => {
    const asked: { trigger: string; filters: FilterInput[] } = JSON.parse(question);
    const event = source === "recent" ? null : tried;
    if (asked.trigger === "" || (source !== "recent" && !tried)) {
      setAnswer(NOTHING);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      askFromBrowser(PreviewFilters, {
        trigger: asked.trigger,
        filters: asked.filters,
        ...(source === "recent" ? { recent: RECENT_EVENTS } : { event }),
      }).then(
        ({ previewFilters }) =>
          isCurrent &&
          startTransition(() =>
            setAnswer({
              preview: previewFilters,
              asked: { filters: asked.filters, event },
              problem: null,
              warnings: warningsByCondition(previewFilters, positions),
            }),
          ),
        (thrown: unknown) =>
          isCurrent && startTransition(() => setAnswer({ ...NOTHING, problem: failureSentence(thrown) })),
      );
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [question, positions, source, tried]);

  const pasteProblem = "problem" in read ? read.problem : null;
  const { preview, asked, problem, warnings } = answer;
  const value = useMemo(
    () => ({ preview, asked, problem, source, setSource, pasted, setPasted, pasteProblem, tried, unfinished }),
    [preview, asked, problem, source, pasted, pasteProblem, tried, unfinished],
  );
  return (
    <PreviewContext value={value}>
      <WarningsContext value={warnings}>{children}</WarningsContext>
    </PreviewContext>
  );
}

export function usePreview(): PreviewState {
  const state = useContext(PreviewContext);
  if (!state) throw new Error("usePreview needs a PreviewProvider around it.");
  return state;
}

/** What is probably wrong with the field of one condition, and with its values; undefined if nothing is. */
export function useWarnings(filterIndex: number, conditionIndex: number): { field?: string; values?: string } {
  const warnings = useContext(WarningsContext);
  const of = (part: string) => warnings.get(`${filterIndex}.${conditionIndex}.${part}`);
  return { field: of("field"), values: of("values") };
}

type Answer = Pick<PreviewState, "preview" | "asked" | "problem"> & { warnings: Warnings };
const NOTHING: Answer = { preview: null, asked: { filters: [], event: null }, problem: null, warnings: NO_WARNINGS };

type CompleteFilter = { filter: FilterValues; position: number; conditions: number[] };

/** The filters without unfinished conditions, and where each came from in the form. */
function completeFilters(filters: readonly FilterValues[]): CompleteFilter[] {
  return filters.flatMap((filter, position) => {
    const kept = filter.conditions
      .map((condition, at) => ({ condition, at }))
      .filter(({ condition }) => isComplete(condition));
    if (kept.length === 0) return [];
    return [
      {
        filter: { ...filter, conditions: kept.map(({ condition }) => condition) },
        position,
        conditions: kept.map(({ at }) => at),
      },
    ];
  });
}

function count(filters: readonly FilterValues[]): number {
  return filters.reduce((sum, { conditions }) => sum + conditions.length, 0);
}

function isComplete({ field, operator, values }: ConditionValues): boolean {
  return parseFieldPath(field.trim()).ok && (values.length > 0 || !OPERATORS[operator].needsValues);
}

function warningsByCondition(preview: FilterPreview, positionsText: string): Warnings {
  const positions: { position: number; conditions: number[] }[] = JSON.parse(positionsText);
  const warnings = new Map<string, string>();
  for (const { message, path } of preview.warnings) {
    const filter = positions[Number(path[1])];
    const condition = filter?.conditions[Number(path[3])];
    if (filter === undefined || condition === undefined) continue;
    const key = `${filter.position}.${condition}.${path[4] === "field" ? "field" : "values"}`;
    warnings.set(key, [warnings.get(key), message].filter(Boolean).join(" "));
  }
  return warnings.size === 0 ? NO_WARNINGS : warnings;
}
