/**
 * The end of a live operation whose viewer is no longer who it was: the API key was revoked or has expired, the user
 * signed out, was removed, or may do something else now. One look every few seconds for a stream, whatever it carries.
 */
import { type ExecutionResult, GraphQLError } from "graphql";
import { log } from "#log";
import type { Viewer } from "./viewer.ts";

/** With the time that a look takes, a stream ends within 5 s. */
const LOOK_EVERY_MS = 3_000;

/**
 * The results, until `findViewer` answers somebody else than `viewer`; then one with the error that says so, and the
 * end. `return` ends it, and `results` with it, also while a `next` waits.
 */
export function endWithViewer(
  results: AsyncGenerator<ExecutionResult>,
  viewer: Viewer,
  findViewer: () => Promise<Viewer | null>,
): AsyncGenerator<ExecutionResult> {
  let farewell: ExecutionResult | null = null;
  let looking = setTimeout(look, LOOK_EVERY_MS);
  let isOver = false;

  async function look(): Promise<void> {
    try {
      const fault = faultOf(viewer, await findViewer());
      farewell = fault && { errors: [fault] };
    } catch (error) {
      // As long as the database does not answer, nothing that it holds goes out either.
      log().warn({ err: error }, "whether a stream's viewer is still known could not be found out");
    }
    if (isOver) return;
    if (farewell) await results.return(undefined);
    else looking = setTimeout(look, LOOK_EVERY_MS);
  }

  async function end(): Promise<IteratorResult<ExecutionResult, undefined>> {
    isOver = true;
    clearTimeout(looking);
    await results.return(undefined);
    return { done: true, value: undefined };
  }

  const iterator: AsyncGenerator<ExecutionResult> = {
    next: async () => {
      const result = isOver ? null : await results.next();
      if (!isOver && farewell) {
        await end();
        return { done: false, value: farewell };
      }
      return result && !result.done ? result : end();
    },
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

function faultOf(viewer: Viewer, now: Viewer | null): GraphQLError | null {
  if (now?.id !== viewer.id) {
    const message = "The credentials of this stream have ended: sign in again, or use another API key.";
    return new GraphQLError(message, { extensions: { code: "UNAUTHENTICATED" } });
  }
  if (now.permissions.join() === viewer.permissions.join()) return null;
  const message = "Your permissions have changed since this stream began; begin another one.";
  return new GraphQLError(message, { extensions: { code: "FORBIDDEN" } });
}
