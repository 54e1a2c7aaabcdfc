/** The compiled index of many integrations: the same answer as one by one, in the order given. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EventFilter, matchesFilters } from "#webhooks/filter";
import { compileIntegrations } from "#webhooks/filter-index";
import { arbitraryFilters, arbitraryPayload } from "./arbitrary-filters.ts";

type Integration = { id: string; filters: EventFilter[] };

const arbitraryIntegrations = fc
  .array(arbitraryFilters, { maxLength: 12 })
  .map((list) => list.map((filters, index): Integration => ({ id: `int${index}`, filters })));

describe("the compiled index", () => {
  it("finds exactly the integrations that match one by one, event after event", () => {
    fc.assert(
      fc.property(
        arbitraryIntegrations,
        fc.array(arbitraryPayload, { minLength: 1, maxLength: 6 }),
        (list, payloads) => {
          const index = compileIntegrations(list);
          for (const payload of payloads) {
            const oneByOne = list.filter(({ filters }) => matchesFilters(filters, payload)).map(({ id }) => id);
            expect(index.match(payload)).toEqual(oneByOne);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("names an integration once, though several of its filters and values match", () => {
    const filters = ["a", "b"].map((value) => ({
      name: null,
      conditions: [{ field: "data.list", operator: "IS_ANY_OF" as const, values: [value, "A", "a "] }],
    }));
    const index = compileIntegrations([{ id: "int1", filters }]);
    expect(index.match({ type: "t", metadata: {}, data: { list: ["a", "b", "A"] } })).toEqual(["int1"]);
  });

  it("matches nothing when there is nothing", () => {
    expect(compileIntegrations([]).match({ type: "alert.sent", metadata: {}, data: {} })).toEqual([]);
  });

  it("keeps the order of many integrations", () => {
    const list = Array.from({ length: 2000 }, (_, index): Integration => {
      const values = [index % 3 === 0 ? "Emergency" : `v${index}`];
      const conditions = [{ field: "metadata.a", operator: "IS_ANY_OF" as const, values }];
      return { id: `int${index}`, filters: index % 7 === 0 ? [] : [{ name: null, conditions }] };
    });
    const payload = { type: "alert.sent", metadata: { a: "emergency" }, data: {} };
    const expected = list.filter(({ filters }) => matchesFilters(filters, payload)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(700);
    expect(compileIntegrations(list).match(payload)).toEqual(expected);
  });
});
