/** Answers that do not arrive: the server gets the request and does what it says, and the browser hears nothing. */
import type { Page } from "@playwright/test";

/** Loses what is answered to an operation, and to those that `thenAway` names, until the answer is called. */
export async function loseAnswers(
  page: Page,
  operation: string,
  thenAway: readonly string[] = [],
): Promise<{ asked: () => number; stop: () => Promise<void> }> {
  let count = 0;
  await page.route("/api/graphql", async (route) => {
    const { operationName } = route.request().postDataJSON() as { operationName: string };
    if (operationName === operation) {
      await route.fetch();
      count += 1;
      await route.abort();
    } else if (count > 0 && thenAway.includes(operationName)) await route.abort();
    else await route.fallback();
  });
  return { asked: () => count, stop: () => page.unroute("/api/graphql") };
}
