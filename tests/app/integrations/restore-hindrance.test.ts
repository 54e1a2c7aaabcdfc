/** When an earlier version of an integration is offered, and why not otherwise. */
import { expect, test } from "vitest";
import { restoreHindrance } from "../../../app/(signed-in)/integrations/versions/restore-hindrance.ts";

const there = { id: "sub_1", name: "County CAD", deletedAt: null };
const gone = { id: "sub_2", name: "Old pager", deletedAt: "2026-11-23T19:05:00.000Z" };

test.each([
  ["sends to what is there", [there], null],
  ["sends to what was deleted", [there, gone], "It cannot be restored: Old pager was deleted."],
  [
    "sends to several that were deleted",
    [gone, { ...gone, id: "sub_3", name: "Sirens" }],
    "It cannot be restored: Old pager and Sirens were deleted.",
  ],
])("a version that %s", (_case, subscriptions, sentence) => {
  expect(restoreHindrance({ subscriptions })).toBe(sentence);
});
