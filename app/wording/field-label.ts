/**
 * How a field path, an event type and an operator are read aloud. Derived from the name itself, so that a path that the
 * catalogue does not know reads as well as one that it does.
 */
import type { ConditionOperator } from "#webhooks/operators";

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

const OPERATOR_WORDS: Record<ConditionOperator, { one: string; many: string }> = {
  IS_ANY_OF: { one: "is", many: "is any of" },
  IS_NONE_OF: { one: "is not", many: "is none of" },
  STARTS_WITH: { one: "starts with", many: "starts with any of" },
  ENDS_WITH: { one: "ends with", many: "ends with any of" },
  CONTAINS: { one: "contains", many: "contains any of" },
  GREATER_THAN: { one: "is greater than", many: "is greater than any of" },
  LESS_THAN: { one: "is less than", many: "is less than any of" },
  EXISTS: { one: "is present", many: "is present" },
  NOT_EXISTS: { one: "is missing", many: "is missing" },
};

/** The operator in a sentence; it depends on how many values follow: "is" Emergency, "is any of" A, B. */
export function operatorWords(operator: ConditionOperator, valueCount: number): string {
  return valueCount > 1 ? OPERATOR_WORDS[operator].many : OPERATOR_WORDS[operator].one;
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
export function operatorsFor(type: FieldType | null): ConditionOperator[] {
  if (type) return OPERATORS_BY_TYPE[type];
  return [
    "IS_ANY_OF",
    "IS_NONE_OF",
    "CONTAINS",
    "STARTS_WITH",
    "ENDS_WITH",
    "GREATER_THAN",
    "LESS_THAN",
    "EXISTS",
    "NOT_EXISTS",
  ];
}

/** EXISTS and NOT_EXISTS look at the field alone. */
export function takesValues(operator: ConditionOperator): boolean {
  return operator !== "EXISTS" && operator !== "NOT_EXISTS";
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
