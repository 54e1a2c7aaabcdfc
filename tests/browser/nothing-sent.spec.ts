/** What a page that stands open says when the workers stop, and when they run again. */
import { expect, test } from "./product-under-test.ts";

for (const path of ["/history", "/integrations/new"]) {
  test(`${path} says that nothing is sent as soon as it is so, keeps what was typed, and takes it back`, async ({
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
    const field = path === "/history" ? page.getByRole("searchbox") : page.getByLabel("Name", { exact: true });
    await page.locator("main form > fieldset[data-starting]").waitFor({ state: "detached" });
    if (path !== "/history") await field.fill("Half a name");
    await page.clock.runFor(16_000);
    await expect(note).toHaveCount(0);
    isDelivering = false;
    await page.clock.runFor(16_000);
    await expect(note).toBeVisible();
    if (path !== "/history") await expect(field).toHaveValue("Half a name");
    isDelivering = true;
    await page.clock.runFor(16_000);
    await expect(note).toHaveCount(0);
  });
}
