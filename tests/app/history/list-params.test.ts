/** What the history's address asks of the list. */
import { expect, test } from "vitest";
import { deliveryFilter, loadListParams } from "../../../app/(signed-in)/history/list-params.ts";

const NOW = new Date("2026-11-28T09:00:00Z");

test.each(["status=NOPE", "origin=NOPE", "code=many", "status=", "status=NOPE&code=many&origin=NOPE", "from=nonsense"])(
  "%s, which names nothing there is, narrows nothing",
  (search) => {
    const asked = deliveryFilter(loadListParams(new URLSearchParams(search)), NOW);
    expect(Object.values(asked).filter((part) => part != null)).toEqual([]);
  },
);

test("of several statuses those that exist narrow", () => {
  expect(deliveryFilter(loadListParams(new URLSearchParams("status=FAILED,NOPE")), NOW).statuses).toEqual(["FAILED"]);
});
