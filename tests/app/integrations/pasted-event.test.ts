/** What is pasted into the editor's preview. */
import { expect, test } from "vitest";
import { readPastedEvent } from "../../../app/(signed-in)/integrations/editor/pasted-event.ts";

const event = { type: "alert.sent", metadata: { attributes: { priority: "Emergency" } }, data: { subject: "Leak" } };

test.each([
  ["an event as it is published", event, event],
  ["one event in a list", [event], event],
  ["an event without a type", { data: {} }, { data: {} }],
  [
    "a delivered body",
    { id: "evt_1", ...event, timestamp: "2026-11-24T02:00:00Z", integration: { id: "int_1", name: "x" }, secret: "s" },
    event,
  ],
])("%s", (_what, pasted, expected) => {
  expect(readPastedEvent(JSON.stringify(pasted))).toEqual({ event: expected });
});

test.each([
  ["  \n", null],
  ['{"type": }', "Line 1, column 10: a value is expected."],
  ["[{}, {}]", "This is a list of 2; one event is expected."],
  ["[]", "This is a list of 0; one event is expected."],
  ['"alert.sent"', "An event is an object: { … }."],
  ["null", "An event is an object: { … }."],
  ['{"metadata": "none"}', 'metadata is "none"; a JSON object is expected.'],
  ['{"type": "alert.sent", "id": 1}', '"id" is no key of an event; type, externalId, occurredAt, metadata, data are.'],
  [`{"data": {"text": "${"é".repeat(131_072)}"}}`, "The event is 257 KiB of JSON; at most 256 KiB are possible."],
])("%.40j is no event yet", (text, problem) => {
  expect(readPastedEvent(text)).toEqual({ problem });
});
