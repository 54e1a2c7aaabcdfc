/** The versions that a page has been told of so far: the newest ones without a gap, newest first. */
import type { Version, VersionPage } from "./documents.ts";

export type KnownVersions = {
  versions: readonly Version[];
  /** Where older ones begin; null: the first version is known. */
  olderAfter: string | null;
};

export function knownFrom({ edges, pageInfo }: VersionPage): KnownVersions {
  return { versions: edges.map(({ node }) => node), olderAfter: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

export function withOlder(known: KnownVersions, page: VersionPage): KnownVersions {
  const older = knownFrom(page);
  return { versions: [...known.versions, ...older.versions], olderAfter: older.olderAfter };
}

/** The newest page asked anew. What was known before stays if the two meet; otherwise there would be a gap. */
export function withNewest(known: KnownVersions, page: VersionPage): KnownVersions {
  const newest = knownFrom(page);
  const oldest = newest.versions.at(-1)?.version ?? 0;
  const meets = known.versions.some(({ version }) => version >= oldest - 1);
  if (!meets) return newest;
  const olderOnes = known.versions.filter(({ version }) => version < oldest);
  return {
    versions: [...newest.versions, ...olderOnes],
    olderAfter: olderOnes.length > 0 ? known.olderAfter : newest.olderAfter,
  };
}

/** Each with the one before it (null: it is the first); the oldest known waits for its predecessor. */
export function shownVersions({ versions, olderAfter }: KnownVersions): { version: Version; before: Version | null }[] {
  const shown = olderAfter === null ? versions : versions.slice(0, -1);
  return shown.map((version, index) => ({ version, before: versions[index + 1] ?? null }));
}
