/** Which entry of a definitions file is which thing on the server: by its key as externalId, or by its id. */
import type { DocumentPath, Fault } from "./placeholders.ts";

export type Matched<Definition, Standing> = {
  key: string;
  path: DocumentPath;
  definition: Definition;
  /** Null: the server has none of it. */
  standing: Standing | null;
};

/** `rest`: what stands and is not in the file. Entries that mean two things, or the same as another, are faults. */
export function matchStanding<
  Definition extends { id?: string | undefined },
  Standing extends { id: string; externalId: string | null },
>(
  noun: "subscriptions" | "integrations",
  definitions: Readonly<Record<string, Definition>>,
  all: readonly Standing[],
  faults: Fault[],
): { matched: Matched<Definition, Standing>[]; rest: Standing[] } {
  const byExternalId = new Map(all.map((each) => [each.externalId, each]));
  const byId = new Map(all.map((each) => [each.id, each]));
  const taken = new Map<string, string>();
  const matched = Object.entries(definitions).map(([key, definition]) => {
    const path = [noun, key];
    const byKey = byExternalId.get(key);
    const named = definition.id === undefined ? undefined : byId.get(definition.id);
    if (byKey && named && byKey !== named) {
      const message = `${definition.id} is another one than ${byKey.id}, which has the externalId ${key}.`;
      faults.push({ path: [...path, "id"], message });
    }
    const standing = byKey ?? named ?? null;
    const twin = standing && taken.get(standing.id);
    if (twin) faults.push({ path, message: `This is ${standing.id}, and so is ${twin}.` });
    if (standing) taken.set(standing.id, key);
    return { key, path, definition, standing };
  });
  return { matched, rest: all.filter(({ id }) => !taken.has(id)) };
}
