/**
 * Executes live operations whose source yields batches: what changed together is read together. Each item of a batch is
 * a result of its own; they share loaders, so that a hundred deliveries with their attempts cost as many statements as
 * one. graphql-js itself executes one item after the other.
 */
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from "graphql";
import { type Context, forgetLoaded } from "./context.ts";

/**
 * The results until the source ends, or the errors that kept it from beginning. `return` ends it and the source, also
 * while a `next` waits. The root of an execution is a batch of one.
 */
export async function subscribeInBatches(
  args: ExecutionArgs & { contextValue: Context },
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const batches = source[Symbol.asyncIterator]() as AsyncIterator<readonly unknown[]>;
  let ready: ExecutionResult[] = [];

  async function next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    while (ready.length === 0) {
      const batch = await batches.next();
      if (batch.done) return { done: true, value: undefined };
      // What an earlier batch loaded must not be shown for this one.
      forgetLoaded(args.contextValue);
      ready = await Promise.all(batch.value.map((item) => execute({ ...args, rootValue: [item] })));
    }
    const [value, ...rest] = ready;
    ready = rest;
    return value ? { done: false, value } : { done: true, value: undefined };
  }

  async function end(): Promise<IteratorResult<ExecutionResult, undefined>> {
    ready = [];
    await batches.return?.();
    return { done: true, value: undefined };
  }

  const results: AsyncGenerator<ExecutionResult> = {
    next,
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
