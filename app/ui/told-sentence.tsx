/** A sentence that the server wrote: its instants in the person's zone, its durations each on one line. */
import { splitAtInstants, withWholeDurations } from "../wording/instants.ts";
import { Time } from "./time.tsx";
import { withKeys } from "./with-keys.ts";

export function ToldSentence({ sentence }: { sentence: string }) {
  return withKeys(splitAtInstants(sentence), String).map(({ key, item }) =>
    item instanceof Date ? <Time key={key} at={item.toISOString()} as="moment" /> : withWholeDurations(item),
  );
}
