/**
 * The filters of an integration as one readable sentence, in parts, so that a list, the editor and an event's page say
 * the same words and each decides how a value or an "or" looks. What the words of a field or an operator are is
 * field-label's business.
 */
import { type ConditionOperator, OPERATORS } from "#webhooks/operators";
import { fieldWords, operatorWords } from "./field-label.ts";

/** `values`: each that `text` names, for who has to keep them apart. */
export type SentencePart = { kind: "text" | "value" | "and" | "or"; text: string; values?: readonly string[] };
export type SentenceCondition = { field: string; operator: ConditionOperator; values: readonly string[] };
export type SentenceFilter = { conditions: readonly SentenceCondition[] };

const VALUES_SHOWN = 3;
/** Nobody reads a sentence of more; the rest is counted. Of many filters each is shown by what it begins with. */
const CONDITIONS_SHOWN = 7;
const CONDITIONS_SHOWN_OF_MANY = 3;
const FILTERS_SHOWN = 5;

/**
 * "priority is **Emergency** *and* facilities is any of **A**, **B** *or* …", and of what is long the rest counted: "*and*
 * **12 more conditions**, *or* **15 more filters**". Empty when there are no filters: every event passes. Conditions
 * without a field are left out (the editor shows half-written ones).
 */
export function filterSentence(all: readonly SentenceFilter[]): SentencePart[] {
  const written = all
    .map((filter) => filter.conditions.filter((condition) => condition.field.trim() !== ""))
    .filter((conditions) => conditions.length > 0);
  const filters = firstOf(written, FILTERS_SHOWN);
  const most = written.length > 2 ? CONDITIONS_SHOWN_OF_MANY : CONDITIONS_SHOWN;
  return [
    ...filters.shown.flatMap((conditions, index) => [
      ...(index > 0 ? [part("or", "or")] : []),
      ...conjunction(conditions, most),
    ]),
    ...(filters.rest > 0 ? [part("or", "or"), part("value", `${filters.rest} more filters`)] : []),
  ];
}

function conjunction(conditions: readonly SentenceCondition[], most: number): SentencePart[] {
  const { shown, rest } = firstOf(conditions, most);
  return [
    ...shown.flatMap((condition, at) => [...(at > 0 ? [part("and", "and")] : []), ...conditionSentence(condition)]),
    ...(rest > 0 ? [part("and", "and"), part("value", `${rest} more conditions`)] : []),
  ];
}

/** The first `count`, and how many more there are; a single one more is shown too. */
function firstOf<T>(all: readonly T[], count: number): { shown: readonly T[]; rest: number } {
  const shown = all.slice(0, all.length > count + 1 ? count : all.length);
  return { shown, rest: all.length - shown.length };
}

/** One condition: "priority is **Emergency**"; beyond three values the rest is counted: "**A**, **B**, **C**, **2 more**". */
export function conditionSentence({ field, operator, values }: SentenceCondition): SentencePart[] {
  const head = part("text", `${fieldWords(field)} ${operatorWords(operator, values.length)}`);
  if (!OPERATORS[operator].needsValues) return [head];
  if (values.length === 0) return [head, part("text", "…")];
  const { shown, rest } = firstOf(values, VALUES_SHOWN);
  const list = (rest > 0 ? [...shown, `${rest} more`] : shown).map(shorten);
  return [head, { ...part("value", list.join(", ")), values: list }];
}

const MISSED: Readonly<Record<ConditionOperator, string>> = {
  IS_ANY_OF: "is none of",
  IS_NONE_OF: "is one of",
  CONTAINS: "does not contain",
  STARTS_WITH: "does not start with",
  ENDS_WITH: "does not end with",
  GREATER_THAN: "is not greater than",
  LESS_THAN: "is not less than",
  EXISTS: "does not exist",
  NOT_EXISTS: "exists",
};
const MISSED_ONE: Partial<Record<ConditionOperator, string>> = { IS_ANY_OF: "is not", IS_NONE_OF: "is" };

/** What an event has instead of what a condition asks for, in the place of "no filter holds": "priority is not Emergency". */
export function missedSentence({ field, operator, values }: SentenceCondition): string {
  const words = (values.length === 1 ? MISSED_ONE[operator] : undefined) ?? MISSED[operator];
  const [, asked] = conditionSentence({ field, operator, values });
  return [fieldWords(field), words, asked?.text].filter(Boolean).join(" ");
}

/** The sentence as plain text, for titles and screen readers. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts.map(({ text }) => text).join(" ");
}

/**
 * Long opaque values (ids) keep their ends: "3c7be1d40a5f4f2e9b86c1d27f049e10" -> "3c7b…9e10". Words are kept whole; a
 * value with a comma of its own is put in quotes.
 */
function shorten(value: string): string {
  if (value.includes(",")) return `“${value}”`;
  return value.length > 24 && /^[0-9a-f-]+$/i.test(value) ? `${value.slice(0, 4)}…${value.slice(-4)}` : value;
}

function part(kind: SentencePart["kind"], text: string): SentencePart {
  return { kind, text };
}
