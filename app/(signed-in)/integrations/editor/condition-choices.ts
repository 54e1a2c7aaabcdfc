/** What a condition can be made of: the catalogue's fields first, then those that only events had, and their values. */
import { Hash, List, type LucideIcon, ToggleLeft, Type } from "lucide-react";
import type { ComboboxOption } from "#ui/combobox";
import type { Suggestion } from "#ui/suggestion-list";
import type { EventFieldType } from "#webhooks/event-types";
import type { SeenField } from "#webhooks/seen-fields";
import { fieldLabel } from "../../../wording/field-label.ts";
import { countOf } from "../../../wording/numbers.ts";
import type { EditorEventType } from "./documents.ts";

type CatalogueField = EditorEventType["fields"][number];

const TYPE_ICONS: Record<EventFieldType, LucideIcon> = {
  STRING: Type,
  STRING_LIST: List,
  BOOLEAN: ToggleLeft,
  NUMBER: Hash,
};

export function fieldChoices(
  catalogue: readonly CatalogueField[],
  seen: ReadonlyMap<string, SeenField>,
): ComboboxOption[] {
  const listed = new Set(catalogue.map(({ path }) => path));
  return [
    ...catalogue.map(({ path, type, description }) => choice(path, type, description, seen.get(path))),
    ...[...seen.values()]
      .filter(({ path }) => !listed.has(path))
      .map((field) => choice(field.path, field.type, "Not in the catalogue; recent events had it.", field)),
  ];
}

/** The values that the field takes, with how many recent events had each; those that none had come last. */
export function valueChoices(known: readonly string[] | null, seen: SeenField | undefined): Suggestion[] {
  const had = (seen?.values ?? []).map(({ value, events }) => ({
    value,
    label: value,
    note: countOf(events, "event"),
  }));
  const taken = new Set(had.map(({ value }) => value.toLowerCase()));
  const others = (known ?? []).filter((value) => !taken.has(value.toLowerCase()));
  return [...had, ...others.map((value) => ({ value, label: value }))];
}

function choice(path: string, type: EventFieldType, description: string, seen: SeenField | undefined): ComboboxOption {
  return {
    value: path,
    label: fieldLabel(path),
    icon: TYPE_ICONS[type],
    detail: path,
    description,
    keywords: description,
    note: seen ? countOf(seen.distinctValues, "value") : undefined,
  };
}
