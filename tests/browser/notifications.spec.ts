/** The bell, the inbox behind it, and where else notifications go. The sample data has a receiver that does not exist. */
import { expect, test } from "./product-under-test.ts";

/** What fails for a minute is told of at the next full minute. */
const TOLD_WITHIN_MS = 150_000;

test("the bell leads to what was told; following it to its page, or saying so, is having read it", async ({ page }) => {
  test.setTimeout(TOLD_WITHIN_MS + 60_000);
  const bell = page.getByRole("complementary").getByRole("link", { name: /^Notifications/ });
  await expect(async () => {
    await page.goto("/");
    await expect(bell).toHaveAccessibleName(/, [1-9]\d* unread$/, { timeout: 1_000 });
  }).toPass({ timeout: TOLD_WITHIN_MS, intervals: [2_000] });

  await bell.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Notifications");
  const list = page.getByRole("list", { name: "Notifications" });
  const told = list.getByRole("listitem").filter({ hasText: "Fire dispatch CAD" }).last();
  await expect(told).toContainText(/Fire dispatch CAD is (failing|paused): the last \d+ attempts failed, since /);
  await expect(told.getByRole("paragraph").locator("time")).toHaveText(/\d\d:\d\d$/);
  await expect(told).not.toContainText("UTC");
  await expect(told).toContainText("Unread");
  await told.getByRole("link", { name: "Fire dispatch CAD" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Fire dispatch CAD");
  await page.goto("/notifications");
  await expect(told).not.toContainText("Unread");

  const markAll = page.getByRole("button", { name: "Mark all read" });
  if (await markAll.isVisible()) await markAll.click();
  await expect(markAll).toBeHidden();
  await expect(bell).toHaveAccessibleName("Notifications");
  await page.getByRole("radio", { name: "Unread" }).click();
  await expect(page.getByRole("heading", { name: "Everything is read" })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 800 });
  await expect(page.getByRole("banner").getByRole("link", { name: "Notifications" })).toBeVisible();
});

test("the settings refuse a webhook that may not be reached, keep a good one, and show its key", async ({ page }) => {
  await page.goto("/settings");
  await page.getByRole("link", { name: "Webhook and e-mail" }).click();
  const webhook = page.getByLabel("Webhook");
  const save = page.getByRole("button", { name: "Save" });
  const test = page.getByRole("button", { name: "Send test" });
  await expect(test).toBeDisabled();
  await expect(page.getByText(/has to set SMTP_URL/)).toBeVisible();
  await webhook.fill("https://10.0.0.1/hooks");
  await save.click();
  await expect(page.getByText(/10\.0\.0\.1 is no public address/)).toBeVisible();
  await webhook.fill("https://unknown.invalid/hooks");
  await save.click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await test.click();
  await expect(page.getByText(/did not arrive at the webhook, .*unknown\.invalid did not resolve/)).toBeVisible();
  await webhook.fill("");
  await save.click();
  await expect(page.getByText(/^whsec_/)).toBeHidden();
  await page.goto("/settings");
  await expect(page.getByText("They stand behind the bell.")).toBeVisible();
});
