/** What an event is called, from its own words. */
import { expect, test } from "vitest";
import { eventPriority, eventTitle } from "../../../app/wording/event-title.ts";

test("an event is titled by its own words, else by what happened", () => {
  const named = { metadata: { attributes: { incidentName: " Gas leak – Elm Street " } }, data: {} };
  expect(eventTitle("alert.sent", named)).toBe("Gas leak – Elm Street");
  expect(eventTitle("alert.sent", { ...named, data: { subject: "Avoid Route 9" } })).toBe("Avoid Route 9");
  expect(eventTitle("alert.sent", { metadata: { attributes: { incidentName: 7 } } })).toBe("An alert is sent");
  expect(eventTitle("alert.sent", null)).toBe("An alert is sent");
});

test("the priority is what the publisher wrote, or none", () => {
  expect(eventPriority({ metadata: { attributes: { priority: "Emergency" } } })).toBe("Emergency");
  expect(eventPriority({ metadata: {} })).toBeNull();
});
