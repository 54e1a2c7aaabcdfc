/** What a page could not be made of goes to the log, under the id that the page shows in its place. */
import type { Instrumentation } from "next";

export const onRequestError: Instrumentation.onRequestError = async (error, { path, method }) => {
  // The log needs Node; pages are made there only, but the build looks at this file for other runtimes as well.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("#log");
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  log().error({ err: error, errorId: digest, method, path: path.split("?")[0] }, "a page could not be made");
};
