/**
 * What changed between two definitions of an integration, in words: a list of short sentences in parts, as the filter
 * sentence has them. Which definitions are compared, and how a change looks, is the page's business.
 */
import { filterLetter } from "./filter-letter.ts";
import { moves, pairFilters, pairUp } from "./filter-pairs.ts";
import { conditionSentence, filterSentence, type SentenceCondition, type SentencePart } from "./filter-sentence.ts";

export type DefinedFilter = { name: string | null; conditions: readonly SentenceCondition[] };
export type Definition = {
  name: string;
  isEnabled: boolean;
  trigger: string;
  filters: readonly DefinedFilter[];
  quietAfterHours: number | null;
  /** In the order in which they are sent to. */
  subscriptions: readonly { id: string; name: string }[];
};

export type DefinitionChange = { kind: "added" | "removed" | "changed"; parts: SentencePart[] };

/**
 * From `before` to `after`, in the editor's order: trigger, name, filters, subscriptions, silence, enabled. Filters are called by
 * the letters they have after the change; removed ones by the letter they had. Empty: nothing that a person can see.
 */
export function definitionChanges(before: Definition, after: Definition): DefinitionChange[] {
  return [
    ...(before.trigger === after.trigger ? [] : [fromTo("trigger", before.trigger, after.trigger)]),
    ...(before.name === after.name ? [] : [fromTo("name", before.name, after.name)]),
    ...filterChanges(before.filters, after.filters),
    ...subscriptionChanges(before.subscriptions, after.subscriptions),
    ...(before.quietAfterHours === after.quietAfterHours ? [] : [watchedFor(after.quietAfterHours)]),
    ...(before.isEnabled === after.isEnabled ? [] : [changed(text(after.isEnabled ? "enabled" : "disabled"))]),
  ];
}

function filterChanges(before: readonly DefinedFilter[], after: readonly DefinedFilter[]): DefinitionChange[] {
  const { pairs, removed, added } = pairFilters(before, after);
  const changes = pairs.flatMap(([from, to]) => filterChange(before[from], after[to], `filter ${filterLetter(to)}`));
  return [
    ...(moves(pairs) ? [changed(text("filters in another order"))] : []),
    ...changes,
    ...removed.map((index) => wholeFilter("removed", before[index], `filter ${filterLetter(index)}`)),
    ...added.map((index) => wholeFilter("added", after[index], `filter ${filterLetter(index)}`)),
    ...(before.length > 0 && after.length === 0 ? [changed(text("no filter is left: every event passes"))] : []),
    ...(before.length === 0 && after.length > 0 ? [changed(text("no longer does every event pass"))] : []),
  ];
}

function wholeFilter(kind: "added" | "removed", filter: DefinedFilter | undefined, label: string): DefinitionChange {
  const name = filter?.name ? [text("named"), value(filter.name)] : [];
  return {
    kind,
    parts: [text(`${label}${name.length > 0 ? "" : ":"}`), ...name, ...filterSentence(filter ? [filter] : [])],
  };
}

function filterChange(
  before: DefinedFilter | undefined,
  after: DefinedFilter | undefined,
  label: string,
): DefinitionChange[] {
  if (!before || !after) return [];
  const { same, removed, added } = pairUp(before.conditions, after.conditions, sameCondition);
  const {
    same: edited,
    removed: gone,
    added: come,
  } = pairUp(
    removed.map((index) => before.conditions[index]),
    added.map((index) => after.conditions[index]),
    (from, to) => from?.field === to?.field,
  );
  const removedOnes = removed.map((index) => before.conditions[index]);
  const addedOnes = added.map((index) => after.conditions[index]);
  return [
    ...(before.name === after.name ? [] : [renamed(label, after.name)]),
    ...(moves(same) ? [changed(text(`${label}: conditions in another order`))] : []),
    ...edited.flatMap(([from, to]) => conditionChange(removedOnes[from], addedOnes[to], label)),
    ...gone.flatMap((index) => wholeCondition("removed", removedOnes[index], label)),
    ...come.flatMap((index) => wholeCondition("added", addedOnes[index], label)),
  ];
}

function renamed(label: string, name: string | null): DefinitionChange {
  return name ? changed(text(`${label} is named`), value(name)) : changed(text(`${label} has no name any more`));
}

function wholeCondition(
  kind: "added" | "removed",
  condition: SentenceCondition | undefined,
  label: string,
): DefinitionChange[] {
  return condition ? [{ kind, parts: [text(`${label}:`), ...conditionSentence(condition)] }] : [];
}

/** The same field: which values came and went, or from one sentence to another. */
function conditionChange(
  before: SentenceCondition | undefined,
  after: SentenceCondition | undefined,
  label: string,
): DefinitionChange[] {
  if (!before || !after) return [];
  const gone = before.values.filter((item) => !after.values.includes(item));
  const come = after.values.filter((item) => !before.values.includes(item));
  const isSmall = before.operator === after.operator && gone.length + come.length < after.values.length;
  if (!isSmall) {
    const parts = [...conditionSentence(after), text("instead of"), ...conditionSentence(before)];
    return [changed(text(`${label}:`), ...parts)];
  }
  const [head] = conditionSentence(after);
  return [
    changed(
      text(`${label}: ${head?.text ?? ""}`),
      ...(come.length > 0 ? [value(come.join(", ")), text("too")] : []),
      ...(come.length > 0 && gone.length > 0 ? [text("and")] : []),
      ...(gone.length > 0 ? [text("no longer"), value(gone.join(", "))] : []),
      ...(come.length + gone.length === 0 ? [text("the same values in another order")] : []),
    ),
  ];
}

function subscriptionChanges(
  before: Definition["subscriptions"],
  after: Definition["subscriptions"],
): DefinitionChange[] {
  const { same, removed, added } = pairUp(before, after, (from, to) => from.id === to.id);
  return [
    ...(moves(same) ? [changed(text("subscriptions in another order"))] : []),
    ...removed.map((index) => sendsTo("removed", before[index])),
    ...added.map((index) => sendsTo("added", after[index])),
  ];
}

function sendsTo(kind: "added" | "removed", subscription: { name: string } | undefined): DefinitionChange {
  return { kind, parts: [text("subscription"), value(subscription?.name ?? "")] };
}

function watchedFor(hours: number | null): DefinitionChange {
  if (hours === null) return changed(text("its silence is not told any more"));
  return changed(text("told when quiet for"), value(`${hours.toLocaleString("en-US")} h`));
}

function sameCondition(a: SentenceCondition, b: SentenceCondition): boolean {
  return a.field === b.field && a.operator === b.operator && sameValues(a.values, b.values);
}

function sameValues(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function fromTo(noun: string, from: string, to: string): DefinitionChange {
  return changed(text(`${noun} from`), value(from), text("to"), value(to));
}

function changed(...parts: SentencePart[]): DefinitionChange {
  return { kind: "changed", parts };
}

function text(words: string): SentencePart {
  return { kind: "text", text: words };
}

function value(words: string): SentencePart {
  return { kind: "value", text: words };
}
