/**
 * Makes a new thing at most once, also where the answer is lost: then it is looked for among what is there now and was
 * not before. No clock tells that, for the browser's may be wrong.
 */
import { ApiFailure } from "./browser-api.ts";

type Made<Fault> = { id: string | null; userErrors: readonly Fault[] };

type Making<Fault> = {
  /** What it is to be. */
  input: object;
  /** The ids of the newest that it could be among. */
  list: () => Promise<readonly string[]>;
  make: () => Promise<Made<Fault>>;
};

type Lost = { input: string; list: () => Promise<readonly string[]>; before: ReadonlySet<string> };

const MADE_ALREADY =
  "This was saved before, though its answer was lost, and without what was typed since. Look in the list before you save another one.";

/** One for each form or button: it remembers what was lost. What it answers with never doubles, and rejects as `mutate`. */
export function onceMaker() {
  let lost: Lost | null = null;

  return async function makeOnce<Fault>({ input, list, make }: Making<Fault>): Promise<Made<Fault>> {
    const text = JSON.stringify(input);
    if (lost) {
      const id = await madeSince(lost);
      const isSame = lost.input === text;
      lost = null;
      if (id && isSame) return { id, userErrors: [] };
      if (id) throw new ApiFailure(MADE_ALREADY);
    }
    const before = new Set(await list());
    try {
      return await make();
    } catch (thrown) {
      if (!(thrown instanceof ApiFailure && thrown.isInDoubt)) throw thrown;
      lost = { input: text, list, before };
      const id = await madeSince(lost).catch(() => undefined);
      if (!id) throw thrown;
      lost = null;
      return { id, userErrors: [] };
    }
  };
}

async function madeSince({ list, before }: Lost): Promise<string | undefined> {
  return (await list()).find((id) => !before.has(id));
}
