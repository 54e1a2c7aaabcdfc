/** Accessibility of the states that no page of the sample data is in: nothing yet, not enabled, a conflict, a failure. */
import type { APIRequestContext } from "@playwright/test";
import { expectSound } from "./expect-sound.ts";
import { breakVersions, makeTenant, signInAs } from "./other-tenants.ts";
import { API_KEY, ask, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

test.describe("an account of its own", () => {
  test.use({ isSignedIn: false });

  for (const path of ["/integrations", "/"]) {
    test(`without integrations, at ${path}`, async ({ page }) => {
      await signInAs(page, await makeTenant(), path);
      await expect(page.getByRole("list", { name: "How an integration works" })).toBeVisible();
      await expectSound(page);
    });
  }

  test("with integrations switched off", async ({ page }) => {
    await signInAs(page, await makeTenant({ integrationsEnabled: false }), "/integrations/new");
    await expect(page.getByText("Integrations are not enabled on this account.")).toBeVisible();
    await expectSound(page);
  });
});

test("a change over someone else's", async ({ page, request }) => {
  const { id } = await makeOwnIntegration(request);
  await page.goto(`/integrations/${id}`);
  await page.getByLabel("Name", { exact: true }).fill("My name for it");
  await ask(
    request,
    "mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { message } } }",
    { input: { id, name: "Their name for it" } },
  );
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name: "Take their version" })).toBeVisible();
  await expectSound(page);
});

test.describe("a page that the server cannot answer", () => {
  // What React says of a part that the server could not render.
  test.use({ isSignedIn: false, expectedErrors: ["react.dev/errors/441"] });
  test("says so", async ({ page, request }) => {
    // Events of its account cannot be explained any more, so it is nobody else's.
    const person = await makeTenant();
    const { id } = await makeOwnIntegration(request, person.apiKey);
    await breakVersions(id);
    await signInAs(page, person, `/integrations/${id}`);
    await expect(page.getByRole("heading", { name: "The server could not answer" })).toBeVisible();
    await expectSound(page);
    await test.step("and keeps the focus on its button when it has tried again by itself, however long that takes", async () => {
      const again = page.getByRole("button", { name: "Try again" });
      const errorId = page.getByText("For support: error id");
      const first = await errorId.innerText();
      await page.evaluate(pauseWithinAnswers);
      await again.focus();
      await expect(errorId).not.toHaveText(first, { timeout: 25_000 });
      await expect(again).toBeFocused();
    });
  });
});

/** Of a trigger that no sample has, so that no list of another test changes under it. */
async function makeOwnIntegration(request: APIRequestContext, apiKey = API_KEY): Promise<{ id: string }> {
  const name = `Water levels ${Date.now()}`;
  const subscription = { name: `${name}, sent`, uri: await makeInbox(request, apiKey) };
  return makeIntegration(request, { name, trigger: "taskList.completed", taskList: name, subscription }, apiKey);
}

/** In the page: the server's drawings come as from a slow one, row by row. */
function pauseWithinAnswers(): void {
  const ask = window.fetch;
  const newline = 10;
  window.fetch = async (input, init) => {
    const answer = await ask(input, init);
    if (!new Headers(init?.headers).has("rsc") || !answer.body) return answer;
    const slowed = answer.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        async transform(chunk, controller) {
          for (let from = 0; from < chunk.length; ) {
            const end = chunk.indexOf(newline, from) + 1 || chunk.length;
            controller.enqueue(chunk.slice(from, end));
            from = end;
            await new Promise((done) => setTimeout(done, 50));
          }
        },
      }),
    );
    return Object.defineProperty(new Response(slowed, answer), "url", { value: answer.url });
  };
}
