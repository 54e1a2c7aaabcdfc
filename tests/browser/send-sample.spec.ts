/** A test from the integrations list and from the editor: a sample of the trigger, with the receivers' real answers. */
import { expect, test } from "./product-under-test.ts";

test("a row's menu sends a sample of the trigger and shows what the receiver answers", async ({ page }) => {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Actions: Emergency alerts to 911 CAD" }).click();
  await page.getByRole("menuitem", { name: "Send test…" }).click();
  const dialog = page.getByRole("dialog", { name: "Send test: Emergency alerts to 911 CAD" });
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(1);
  await expect(dialog.getByRole("listitem")).toContainText(/911 CAD.*in \d/s);
  await expect(dialog.getByRole("button", { name: "Send test again" })).toBeVisible();
  await dialog.getByRole("link", { name: "Open this delivery" }).click();
  await page.waitForURL(/\/deliveries\/dlv_/);
  await expect(page.getByRole("main")).toContainText("alert.sent");
});

test("a subscription that cannot be reached says so in the row's test, and Escape leads back", async ({ page }) => {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Actions: Hazmat alerts to fire dispatch" }).click();
  await page.getByRole("menuitem", { name: "Send test…" }).click();
  const dialog = page.getByRole("dialog", { name: /^Send test: Hazmat/ });
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByRole("listitem")).toContainText(/could not be|not found|no address|unreachable/i);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Actions: Hazmat alerts to fire dispatch" })).toBeFocused();
});

test("the editor tests a subscription that is there already, before anything is saved", async ({ page }) => {
  await page.goto("/integrations/new");
  await page.getByRole("combobox", { name: "Triggers", exact: true }).click();
  await page.getByRole("option", { name: /^alert\.sent/ }).click();
  await page.getByRole("combobox", { name: "Existing subscription", exact: true }).fill("911");
  await page.getByRole("option", { name: /911 CAD/ }).click();
  await page.getByRole("radio", { name: "Sample event" }).click();
  await page.getByRole("button", { name: "Send test" }).click();
  await page.getByRole("link", { name: "Open this delivery" }).click();
  await page.waitForURL(/\/deliveries\/dlv_/);
  await expect(page.getByRole("main")).toContainText("alert.sent");
});
