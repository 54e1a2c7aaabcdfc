/** What a page that stands open says when the workers stop, and when they run again. */
import { expect, test } from "./product-under-test.ts";

const PAGES = [
  // Nothing comes into it: what other tests send would have the whole page drawn anew, the note with it.
  { name: "History", path: "/history?q=Nothing+of+this+name" },
  { name: "a new integration", path: "/integrations/new" },
];

for (const { name, path } of PAGES) {
  test(`${name} says that nothing is sent as soon as it is so, keeps what was typed, and takes it back`, async ({
    page,
  }) => {
    let isDelivering = true;
    await page.route("/api/graphql", (route) =>
      route.request().postData()?.includes("query Sending")
        ? route.fulfill({ json: { data: { isDelivering } } })
        : route.fallback(),
    );
    await page.clock.install();
    await page.goto(path);
    const note = page.getByRole("status").filter({ hasText: "Nothing is being sent: no worker is running." });
    const field = path === "/integrations/new" ? page.getByLabel("Name", { exact: true }) : null;
    await page.locator("main form > fieldset[data-starting]").waitFor({ state: "detached" });
    await field?.fill("Half a name");
    await page.clock.runFor(16_000);
    await expect(note).toHaveCount(0);
    isDelivering = false;
    // A live list is drawn anew, with all around it, once it is connected.
    await expect(async () => {
      await page.clock.runFor(16_000);
      await expect(note).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 15_000 });
    if (field) await expect(field).toHaveValue("Half a name");
    isDelivering = true;
    await page.clock.runFor(16_000);
    await expect(note).toHaveCount(0);
  });
}
