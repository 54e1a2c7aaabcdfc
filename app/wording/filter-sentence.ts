/**
 * The filters of an integration as one readable sentence, in parts, so that a list, the editor and an event's page say
 * the same words and each decides how a value or an "or" looks. What the words of a field or an operator are is
 * field-label's business.
 */
import { type ConditionOperator, OPERATORS } from "#webhooks/operators";
import { fieldWords, operatorWords } from "./field-label.ts";

export type SentencePart = { kind: "text" | "value" | "and" | "or"; text: string };
export type SentenceCondition = { field: string; operator: ConditionOperator; values: readonly string[] };
export type SentenceFilter = { conditions: readonly SentenceCondition[] };

const VALUES_SHOWN = 3;

/**
 * "priority is **Emergency** *and* facilities is any of **A**, **B** *or* …". Empty when there are no filters: every
 * event passes. Conditions without a field are left out (the editor shows half-written ones).
 */
export function filterSentence(filters: readonly SentenceFilter[]): SentencePart[] {
  const written = filters
    .map((filter) => filter.conditions.filter((condition) => condition.field.trim() !== ""))
    .filter((conditions) => conditions.length > 0);
  return written.flatMap((conditions, index) => [
    ...(index > 0 ? [part("or", "or")] : []),
    ...conditions.flatMap((condition, at) => [
      ...(at > 0 ? [part("and", "and")] : []),
      ...conditionSentence(condition),
    ]),
  ]);
}

/** One condition: "priority is **Emergency**"; beyond three values the rest is counted: "**A**, **B**, **C**, **2 more**". */
export function conditionSentence({ field, operator, values }: SentenceCondition): SentencePart[] {
  const head = part("text", `${fieldWords(field)} ${operatorWords(operator, values.length)}`);
  if (!OPERATORS[operator].needsValues) return [head];
  if (values.length === 0) return [head, part("text", "…")];
  const shown = values.slice(0, values.length > VALUES_SHOWN + 1 ? VALUES_SHOWN : values.length);
  const rest = values.length - shown.length;
  const list = rest > 0 ? [...shown, `${rest} more`] : shown;
  return [head, part("value", list.map(shorten).join(", "))];
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
