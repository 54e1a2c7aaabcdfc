/** Names of one long word break where they stand: no page scrolls sideways for them, and nothing is cut. */
import type { Page } from "@playwright/test";
import { makeTenant, signInAs } from "./other-tenants.ts";
import { API_KEY, ask, changeSubscription, expect, makeIntegration, test } from "./product-under-test.ts";

/** Two words, of 50 and of 90 letters. */
const longName = (letter: string) => `${letter.repeat(50)} ${letter.toLowerCase().repeat(90)}`;

test("a name of 90 letters fits every page of a phone, also in the cause of a failure", async ({ page, request }) => {
  const [subject, subscription] = [longName("W"), longName("M")];
  const { id, subscriptionId } = await makeIntegration(request, {
    name: longName("N"),
    trigger: "taskList.completed",
    taskList: longName("W"),
    subscription: { name: subscription, uri: "https://unknown.invalid/hooks", retryPolicy: { maxRetries: 0 } },
  });
  await ask(
    request,
    "mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { message } } }",
    { input: { id, name: longName("Q") } },
  );
  const data = { type: "taskList.completed", metadata: { attributes: { taskListName: subject } }, data: { subject } };
  const published = await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data });
  const [event] = ((await published.json()) as { events: { id: string }[] }).events;

  await page.setViewportSize({ width: 360, height: 800 });
  await expect(async () => {
    await page.goto(`/subscriptions/${subscriptionId}`);
    await expect(page.getByText(`The name of ${subscription} did not resolve`).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.goto(`/history?subscription=${subscriptionId}`);
  const delivery = await page.locator("a[data-row]").first().getAttribute("href");
  for (const path of [
    "/",
    "/integrations?sort=newest",
    `/integrations/${id}`,
    "/subscriptions?sort=newest",
    `/subscriptions/${subscriptionId}`,
    `/subscriptions/${subscriptionId}/edit`,
    "/events?type=taskList.completed",
    `/events/${event?.id}`,
    `/history?subscription=${subscriptionId}`,
    `${delivery}`,
    "/reports",
  ]) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.locator("main h1")).toBeVisible();
      await expect.poll(() => beyondTheEdge(page), path).toEqual([]);
    });
  }
  await changeSubscription(request, { id: subscriptionId, isActive: false });
});

/** Seen texts that end beyond the window, except in what is made to scroll sideways or to end in an ellipsis. */
function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pixels = document.documentElement.scrollWidth - window.innerWidth;
    const texts = pixels > 0 ? [`${pixels} pixels too wide`] : [];
    const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      if (range.getBoundingClientRect().right <= window.innerWidth + 1) continue;
      let around = walker.currentNode.parentElement;
      while (around && !/auto|scroll/.test(getComputedStyle(around).overflowX)) {
        const isForTheEar = around.offsetWidth === 1;
        if (isForTheEar || getComputedStyle(around).textOverflow === "ellipsis") break;
        around = around.parentElement;
      }
      if (!around) texts.push(`${walker.currentNode.textContent}`);
    }
    return texts;
  });
}

test("the order of a list is whole on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of ["/integrations", "/subscriptions"]) {
    await page.goto(path);
    const order = page.getByRole("radiogroup", { name: "Sort" });
    const box = await order.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360, path).toBe(true);
    await order.getByRole("radio", { name: "Newest first" }).click();
    await expect(page).toHaveURL(`${path}?sort=newest`);
  }
});

test.describe("a person", () => {
  test.use({ isSignedIn: false });
  for (const name of [
    "Maximiliane Freifrau von Hohenstein-Katastrophenschutz",
    "\u05de\u05d9\u05db\u05dc Freifrau von Hohenstein-Katastrophenschutz",
  ]) {
    test(`called ${name} stays in the side bar`, async ({ page }) => {
      await signInAs(page, await makeTenant({ name }));
      const bar = page.getByRole("complementary");
      const account = bar.getByRole("button", { name });
      const right = async (part: typeof bar) => {
        const box = await part.boundingBox();
        return box ? box.x + box.width : Number.NaN;
      };
      expect(await right(account)).toBeLessThan(await right(bar));
      const shown = account.getByText(name);
      await expect(shown).toHaveAttribute("title", name);
      expect(await right(shown)).toBeLessThan(await right(bar));
    });
  }
});
