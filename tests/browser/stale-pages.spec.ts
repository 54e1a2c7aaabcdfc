/** A page that draws itself anew and cannot: what it shows stays, it says so, and it catches up by itself. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./product-under-test.ts";

test.use({
  expectedErrors: ["ERR_INTERNET_DISCONNECTED", "503 (Service Unavailable)", "500 (Internal", "for one test"],
});

const PAGES = [
  { path: "/", shown: (page: Page) => page.getByRole("heading", { name: "Newest events" }) },
  { path: "/integrations", shown: (page: Page) => page.getByRole("link", { name: "Hospital surge to MedNet" }) },
  { path: "/subscriptions", shown: (page: Page) => page.getByRole("link", { name: "911 CAD" }) },
] as const;
const noteOf = (page: Page) => page.getByRole("status").filter({ hasText: "not up to date" });

/**
 * From when on the page's scripts run: only then it begins to draw itself anew, and by the test's own clock alone. By
 * another it may be doing so at the moment when the test cuts it off.
 */
async function open(page: Page, path: string, shown: Locator): Promise<void> {
  await page.clock.install();
  await page.goto(path);
  await expect
    .poll(() => shown.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactFiber"))))
    .toBe(true);
  await page.clock.pauseAt(Date.now() + 1_000);
}

for (const { path, shown } of PAGES) {
  test(`${path} stays while there is no connection, and goes on when there is`, async ({ page, context }) => {
    await open(page, path, shown(page));
    await context.setOffline(true);
    await page.clock.runFor(12_000);
    await expect(noteOf(page)).toContainText("The server does not answer.");
    await page.clock.runFor(30_000);
    await expect(shown(page)).toBeVisible();
    await context.setOffline(false);
    await page.clock.runFor(12_000);
    await expect(noteOf(page)).toHaveCount(0);
    await expect(shown(page)).toBeVisible();
  });

  test(`${path} stays when the server has a fault, and goes on when it has none`, async ({ page }) => {
    await open(page, path, shown(page));
    await page.getByText(/^Times in /).evaluate((zone) => zone.setAttribute("data-mark", "the same document"));
    await test.step("while its health says so", async () => {
      await page.route("/api/health?part=database", (route) =>
        route.fulfill({ status: 503, json: { status: "unavailable", database: "unavailable", worker: "ok" } }),
      );
      const isOfPage = (url: URL) => url.pathname === path;
      await page.route(isOfPage, (route) => route.fulfill({ status: 500, body: "" }));
      await page.clock.runFor(12_000);
      await expect(noteOf(page)).toBeVisible();
      await expect(shown(page)).toBeVisible();
      await page.unroute("/api/health?part=database");
      await page.unroute(isOfPage);
      await page.clock.runFor(12_000);
      await expect(noteOf(page)).toHaveCount(0);
    });
    await test.step("when only this page fails", async () => {
      const { asked, stop } = await failRefreshes(page, path);
      await page.clock.runFor(12_000);
      await expect.poll(asked).toBeGreaterThan(0);
      await expect(noteOf(page)).toBeVisible();
      await expect(shown(page)).toBeVisible();
      await expect(page.getByText("could not be loaded")).toHaveCount(0);
      await stop();
      await page.clock.runFor(12_000);
      await expect(noteOf(page)).toHaveCount(0);
      await expect(shown(page)).toBeVisible();
    });
    await expect(page.locator("[data-mark]")).toHaveAttribute("data-mark", "the same document");
  });
}

for (const { path, shown } of PAGES) {
  test(`${path} says that the server does not answer also while somebody rests on a row, and when it does again`, async ({
    page,
    context,
  }) => {
    await open(page, path, shown(page));
    await page.locator("main li, main [role=row]").getByRole("link").first().focus();
    await context.setOffline(true);
    await page.clock.runFor(12_000);
    await expect(noteOf(page)).toContainText("The server does not answer.");
    await context.setOffline(false);
    await page.clock.runFor(12_000);
    await expect(noteOf(page)).toHaveCount(0);
  });
}

test("a link that is followed without a connection leaves this page where it is, and leads on when there is one", async ({
  page,
  context,
}) => {
  await page.goto("/subscriptions");
  await expect(page.getByRole("link", { name: "911 CAD" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await context.setOffline(true);
  const link = page.getByRole("navigation").getByRole("link", { name: "History" }).first();
  // What draws messages could not be fetched either, so the browser says it.
  const said = page.waitForEvent("dialog").then(async (dialog) => {
    await dialog.accept();
    return dialog.message();
  });
  await link.click();
  expect(await said).toContain("There is no connection to the server. This page stays;");
  await expect(page.getByRole("heading", { level: 1, name: "Subscriptions" })).toBeVisible();
  await context.setOffline(false);
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
});

/** Answers what the server answers when the page throws: the shell, and a fault in the place of the page. */
async function failRefreshes(page: Page, path: string) {
  let count = 0;
  const isOfPage = (url: URL) => url.pathname === path;
  await page.route(isOfPage, async (route) => {
    const answer = await route.fetch();
    const body = await answer.text();
    const failed = body.replace(/^([0-9a-f]+):\S.*"everySeconds".*$/m, '$1:E{"digest":"for one test"}');
    // What is fetched ahead for a link is no page.
    if (failed !== body) count += 1;
    await route.fulfill({ response: answer, body: failed });
  });
  // A request that is on its way gets its answer: the page waits for it.
  return { asked: () => count, stop: () => page.unrouteAll({ behavior: "wait" }) };
}
