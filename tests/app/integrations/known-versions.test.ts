/** The versions of an integration as pages of them come in. */
import { expect, test } from "vitest";
import type { VersionPage } from "../../../app/(signed-in)/integrations/versions/documents.ts";
import {
  type KnownVersions,
  knownFrom,
  shownVersions,
  withNewest,
  withOlder,
} from "../../../app/(signed-in)/integrations/versions/known-versions.ts";

test("the oldest of a page waits for the one before it, unless it is the first of all", () => {
  const known = knownFrom(page(5, 3));
  expect(pairsOf(known)).toEqual([
    [5, 4],
    [4, 3],
  ]);
  expect(pairsOf(withOlder(known, page(2, 1)))).toEqual([
    [5, 4],
    [4, 3],
    [3, 2],
    [2, 1],
    [1, null],
  ]);
});

test.each([
  ["a newer one comes on top", page(6, 4), [6, 5, 4, 3, 2, 1]],
  ["the same page changes nothing", page(5, 3), [5, 4, 3, 2, 1]],
  ["a page that just touches is joined", page(8, 6), [8, 7, 6, 5, 4, 3, 2, 1]],
  ["a page beyond a gap stands alone", page(9, 7), [9, 8, 7]],
])("%s", (_what, newest, versions) => {
  const known = withOlder(knownFrom(page(5, 3)), page(2, 1));
  const next = withNewest(known, newest);
  expect(next.versions.map(({ version }) => version)).toEqual(versions);
  expect(next.olderAfter).toBe(versions.at(-1) === 1 ? null : `after ${versions.at(-1)}`);
});

function page(from: number, to: number): VersionPage {
  const versions = Array.from({ length: from - to + 1 }, (_, index) => from - index);
  return {
    pageInfo: { hasNextPage: to > 1, endCursor: `after ${to}` },
    edges: versions.map((version) => ({
      node: {
        version,
        changedBy: "Dana",
        changedAt: "2026-11-24T00:00:00Z",
        name: "Alerts",
        isEnabled: true,
        trigger: { name: "alert.sent" },
        filters: [],
        quietAfterHours: null,
        subscriptions: [],
      },
    })),
  };
}

function pairsOf(known: KnownVersions): [number, number | null][] {
  return shownVersions(known).map(({ version, before }) => [version.version, before?.version ?? null]);
}
