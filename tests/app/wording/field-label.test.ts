/** How field paths, event types and operators are read aloud. */
import { expect, test } from "vitest";
import {
  fieldLabel,
  fieldWords,
  operatorsFor,
  operatorWords,
  triggerNoun,
  triggerWords,
} from "../../../app/wording/field-label.ts";

test.each([
  ["metadata.attributes.incidentTypeName", "incident type name"],
  ["metadata.TenantId", "tenant ID"],
  ["metadata.tags.facilities", "facilities"],
  ["metadata.attributes.isReplyAll", "is reply all"],
  ["data.zone_code", "zone code"],
])("the field %s is read as %s", (path, words) => {
  expect(fieldWords(path)).toBe(words);
});

test("a label starts with a capital", () => {
  expect(fieldLabel("metadata.attributes.incidentId")).toBe("Incident ID");
});

test.each([
  ["alert.sent", "an alert is sent", "alert"],
  ["namedIncident.created", "a named incident is created", "named incident"],
  ["odd", "odd happens", "odd"],
])("the event type %s is read as %s", (eventType, words, noun) => {
  expect(triggerWords(eventType)).toBe(words);
  expect(triggerNoun(eventType)).toBe(noun);
});

test("an operator agrees with the number of its values", () => {
  expect(operatorWords("IS_ANY_OF", 1)).toBe("is");
  expect(operatorWords("IS_ANY_OF", 2)).toBe("is any of");
  expect(operatorWords("IS_NONE_OF", 1)).toBe("is not");
});

test("only operators that fit a field's type are offered, and all of them for a path of one's own", () => {
  expect(operatorsFor("BOOLEAN")).not.toContain("STARTS_WITH");
  expect(operatorsFor("STRING")).not.toContain("GREATER_THAN");
  expect(operatorsFor("NUMBER")).toContain("GREATER_THAN");
  expect(operatorsFor(null)).toHaveLength(9);
});
