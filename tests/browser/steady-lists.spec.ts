/** What is done in a row of a list moves no row under the pointer or the focus, also not when the list is drawn anew. */
import { API_KEY, expect, makeIntegration, test } from "./product-under-test.ts";

for (const [list, path, width] of [
  ["Integrations", "/integrations", 1280],
  ["Integrations", "/integrations", 390],
  ["Subscriptions", "/subscriptions", 1280],
  ["Subscriptions", "/subscriptions", 390],
] as const) {
  test(`${list} at ${width} px: a second click on the same spot takes back the first`, async ({
    page,
    request,
    baseURL,
  }) => {
    const mark = `Quay lamps ${list} ${width}`;
    const failing = { name: `${mark} in need`, uri: `${baseURL}/api/receiver/nobody`, retryPolicy: { maxRetries: 0 } };
    const healthy = { name: `${mark} in order`, uri: `${baseURL}/api/receiver/nobody-either` };
    for (const subscription of [failing, healthy]) {
      const taskList = subscription.name;
      await makeIntegration(request, { name: subscription.name, trigger: "taskList.updated", taskList, subscription });
    }
    const event = { type: "taskList.updated", metadata: { attributes: { taskListName: failing.name } } };
    await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: [event, event, event] });
    await page.setViewportSize({ width, height: 900 });
    const rows = page.getByRole("table", { name: list }).locator("a[data-row]");
    await expect(async () => {
      await page.goto(`${path}?q=${encodeURIComponent(mark)}`);
      await expect(rows).toHaveText([failing.name, healthy.name], { timeout: 1_000 });
      await expect(page.getByRole("row").filter({ hasText: failing.name })).toContainText("Failing", { timeout: 500 });
    }).toPass();

    const switches = page.getByRole("table", { name: list }).getByRole("switch");
    const spot = await switches.first().boundingBox();
    if (!spot) throw new Error("The row has no switch.");
    const click = () => page.mouse.click(spot.x + spot.width / 2, spot.y + spot.height / 2);
    await test.step("what the row says changes at once, its place does not", async () => {
      await click();
      const row = page.getByRole("row").filter({ hasText: failing.name });
      await expect(row.getByText(/^(Disabled|Inactive)$/)).toBeVisible();
      await expect(rows).toHaveText([failing.name, healthy.name]);
      await click();
      await expect(switches.first()).toBeChecked();
      await expect(row.getByText(/^(Disabled|Inactive)$/)).toHaveCount(0);
      await expect(rows).toHaveText([failing.name, healthy.name]);
      await expect(switches.nth(1)).toBeChecked();
    });
    await test.step("nor does it leave the list when the list is of what is switched on", async () => {
      const state = list === "Integrations" ? "enabled" : "active";
      await page.goto(`${path}?q=${encodeURIComponent(mark)}&state=${state}`);
      await expect(rows).toHaveCount(2);
      await switches.first().press("Space");
      await expect(switches.first()).not.toBeChecked();
      await expect(switches.first()).not.toHaveAttribute("aria-busy");
      await expect(rows).toHaveCount(2);
      await expect(switches.first()).not.toBeChecked();
      await expect(switches.first()).toBeFocused();
    });
    await test.step("until the list is opened anew", async () => {
      await page.goto(`${path}?q=${encodeURIComponent(mark)}`);
      await expect(rows).toHaveText([healthy.name, failing.name]);
    });
  });
}

test("where nobody touches the page for a minute, as on a wall, what begins to fail goes to the top, wherever the pointer was left", async ({
  page,
  request,
  baseURL,
}) => {
  const mark = "Quay lamps on the wall";
  const [well, broken] = [`${mark}, well`, `${mark}, broken`];
  for (const name of [broken, well]) {
    const subscription = { name, uri: `${baseURL}/api/receiver/nobody-at-all`, retryPolicy: { maxRetries: 0 } };
    await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  }
  await page.clock.install();
  await page.goto(`/integrations?q=${encodeURIComponent(mark)}`);
  const rows = page.getByRole("table", { name: "Integrations" }).locator("a[data-row]");
  await expect(rows).toHaveText([well, broken]);
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: broken } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: [event, event, event] });
  const failing = page.getByRole("row").filter({ hasText: broken }).getByText("Failing");
  await expect(async () => {
    await page.clock.runFor(4_000);
    await page.mouse.move(640 + Math.random() * 100, 20);
    await expect(failing).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(rows).toHaveText([well, broken]);
  await page.getByRole("row").filter({ hasText: well }).hover();
  await expect(async () => {
    await page.clock.runFor(31_000);
    await expect(rows).toHaveText([broken, well], { timeout: 1_000 });
  }).toPass();
});
