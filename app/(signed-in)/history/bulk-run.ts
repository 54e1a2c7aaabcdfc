/** Does one thing with many deliveries: the API's mutation for one, for each of them, a few at a time. */
import { ApiFailure, failureSentence, mutate } from "../../browser-api.ts";
import { RetryDelivery } from "../deliveries/[id]/documents.ts";
import type { BulkVerb } from "./bulk-rules.ts";
import { CancelDelivery } from "./documents.ts";

const AT_ONCE = 4;

/** What became of each: null is done, a sentence is what was said against it. */
export async function runBulk(verb: BulkVerb, ids: readonly string[]): Promise<Map<string, string | null>> {
  const answers = new Map<string, string | null>();
  const waiting = [...ids];
  /** Said of the connection or the session, so it holds for all that wait as well. */
  let fault: string | null = null;
  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        answers.set(id, fault ?? (await refusalOf(verb, id)));
      } catch (thrown) {
        const sentence = failureSentence(thrown);
        if (thrown instanceof ApiFailure) fault = sentence;
        answers.set(id, sentence);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

async function refusalOf(verb: BulkVerb, id: string): Promise<string | null> {
  const input = { id };
  const { userErrors } =
    verb === "retry"
      ? (await mutate(RetryDelivery, { input })).retryDelivery
      : (await mutate(CancelDelivery, { input })).cancelDelivery;
  return userErrors[0]?.message ?? null;
}
