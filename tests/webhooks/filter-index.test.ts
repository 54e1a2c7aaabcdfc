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

const rest = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the compiled index", () => {
  it("finds exactly the integrations that match one by one, event beside event", async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryIntegrations,
        fc.array(arbitraryPayload, { minLength: 1, maxLength: 6 }),
        async (list, payloads) => {
          const index = compileIntegrations(list);
          const found = await Promise.all(payloads.map((payload) => index.match(payload, rest)));
          const oneByOne = payloads.map((payload) =>
            list.filter(({ filters }) => matchesFilters(filters, payload)).map(({ id }) => id),
          );
          expect(found).toEqual(oneByOne);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("names an integration once, though several of its filters and values match", async () => {
    const filters = ["a", "b"].map((value) => ({
      name: null,
      conditions: [{ field: "data.list", operator: "IS_ANY_OF" as const, values: [value, "A", "a "] }],
    }));
    const index = compileIntegrations([{ id: "int1", filters }]);
    const payload = { type: "t", metadata: {}, data: { list: ["a", "b", "A"] } };
    expect(await index.match(payload, rest)).toEqual(["int1"]);
  });

  it("matches nothing when there is nothing", async () => {
    const payload = { type: "alert.sent", metadata: {}, data: {} };
    expect(await compileIntegrations([]).match(payload, rest)).toEqual([]);
  });

  it("keeps the order of many integrations", async () => {
    const list = Array.from({ length: 2000 }, (_, index): Integration => {
      const values = [index % 3 === 0 ? "Emergency" : `v${index}`];
      const conditions = [{ field: "metadata.a", operator: "IS_ANY_OF" as const, values }];
      return { id: `int${index}`, filters: index % 7 === 0 ? [] : [{ name: null, conditions }] };
    });
    const payload = { type: "alert.sent", metadata: { a: "emergency" }, data: {} };
    const expected = list.filter(({ filters }) => matchesFilters(filters, payload)).map(({ id }) => id);
    expect(expected.length).toBeGreaterThan(700);
    expect(await compileIntegrations(list).match(payload, rest)).toEqual(expected);
  });

  it("asks each event for a field once, also while others are matched in between", async () => {
    const conditions = [{ field: "data.ward", operator: "CONTAINS" as const, values: ["none"] }];
    const list = Array.from(
      { length: 20 },
      (_, number): Integration => ({ id: `int${number}`, filters: [{ name: null, conditions }] }),
    );
    const index = compileIntegrations(list);
    const reads = [0, 0, 0];
    const payloads = reads.map((_, at) => {
      const get = () => {
        reads[at] = (reads[at] ?? 0) + 1;
        return "ward 7";
      };
      return { type: "t", metadata: {}, data: Object.defineProperty({}, "ward", { enumerable: true, get }) };
    });
    await Promise.all(payloads.map((payload) => index.match(payload, rest)));
    expect(reads).toEqual([1, 1, 1]);
  });

  it("lets others go on while one event has much to be compared with", async () => {
    const list = Array.from({ length: 50 }, (_, number): Integration => {
      const values = Array.from({ length: 1_000 }, (_, value) => `ward ${number} ${value}`);
      const conditions = [{ field: "data.wards", operator: "CONTAINS" as const, values }];
      return { id: `int${number}`, filters: [{ name: null, conditions }] };
    });
    const wards = Array.from({ length: 60_000 }, (_, number) => `${number % 1_000}`);
    let longestMs = 0;
    let sinceMs = performance.now();
    const found = await compileIntegrations(list).match({ type: "t", metadata: {}, data: { wards } }, async () => {
      longestMs = Math.max(longestMs, performance.now() - sinceMs);
      await rest();
      sinceMs = performance.now();
    });
    expect(found).toEqual([]);
    expect(longestMs).toBeGreaterThan(0);
    expect(longestMs).toBeLessThan(500);
  });

  it("asks before each condition whether others shall go on, for one may take long", async () => {
    const conditions = Array.from({ length: 50 }, (_, number) => {
      return { field: `data.f${number}`, operator: "NOT_EXISTS" as const, values: [] };
    });
    let asked = 0;
    const index = compileIntegrations([{ id: "int1", filters: [{ name: null, conditions }] }]);
    const found = await index.match({ type: "t", metadata: {}, data: {} }, () => {
      asked += 1;
      return null;
    });
    expect(found).toEqual(["int1"]);
    expect(asked).toBe(50);
  });
});
