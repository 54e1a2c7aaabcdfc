/**
 * How a field path, an event type and an operator are read aloud. Derived from the name itself, so that a path that the
 * catalogue does not know reads as well as one that it does.
 */
import { CONDITION_OPERATORS, type ConditionOperator, OPERATORS } from "#webhooks/operators";

/** "metadata.attributes.incidentTypeName" -> "incident type name"; "metadata.TenantId" -> "tenant ID". */
export function fieldWords(path: string): string {
  const last = path.split(".").at(-1) ?? path;
  return splitName(last);
}

/** The same with a capital: "Incident type name". */
export function fieldLabel(path: string): string {
  return capitalize(fieldWords(path));
}

/** "alert.sent" -> "an alert is sent"; "namedIncident.created" -> "a named incident is created". */
export function triggerWords(eventType: string): string {
  const [noun, verb] = eventType.split(".");
  if (!noun || !verb) return `${eventType} happens`;
  const words = splitName(noun);
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words} is ${splitName(verb)}`;
}

/** "alert.sent" -> "alert"; what one event of this type is called in counts ("38 of the last 200 alerts"). */
export function triggerNoun(eventType: string): string {
  return splitName(eventType.split(".")[0] ?? eventType);
}

const ONE_VALUE: Partial<Record<ConditionOperator, string>> = { IS_ANY_OF: "is", IS_NONE_OF: "is not" };

/** The operator in a sentence; it depends on how many values follow: "is" Emergency, "is any of" A, B. */
export function operatorWords(operator: ConditionOperator, valueCount: number): string {
  return (valueCount === 1 ? ONE_VALUE[operator] : undefined) ?? OPERATORS[operator].label;
}

/** "STRING_LIST" fields are lists; a condition on one holds if any element does. */
export type FieldType = "STRING" | "BOOLEAN" | "NUMBER" | "STRING_LIST";

const OPERATORS_BY_TYPE: Record<FieldType, ConditionOperator[]> = {
  STRING: ["IS_ANY_OF", "IS_NONE_OF", "CONTAINS", "STARTS_WITH", "ENDS_WITH", "EXISTS", "NOT_EXISTS"],
  STRING_LIST: ["IS_ANY_OF", "IS_NONE_OF", "CONTAINS", "STARTS_WITH", "ENDS_WITH", "EXISTS", "NOT_EXISTS"],
  BOOLEAN: ["IS_ANY_OF", "IS_NONE_OF", "EXISTS", "NOT_EXISTS"],
  NUMBER: ["IS_ANY_OF", "IS_NONE_OF", "GREATER_THAN", "LESS_THAN", "EXISTS", "NOT_EXISTS"],
};

/** The operators that make sense for a field; a path of one's own (null) may take all of them. */
export function operatorsFor(type: FieldType | null): readonly ConditionOperator[] {
  return type ? OPERATORS_BY_TYPE[type] : CONDITION_OPERATORS;
}

function splitName(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase()
    .replace(/\bid\b/g, "ID");
}

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
