/** High contrast, where the system takes fills and shadows away: what a control's state and the focus still look like. */
import type { Locator } from "@playwright/test";
import { expect, test } from "./product-under-test.ts";

test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: "active" }));

test("a switch shows whether it is on, and a choice which one was made", async ({ page }) => {
  await page.goto("/integrations");
  const [on, off] = [true, false].map((checked) => page.getByRole("switch", { checked }).first());
  expect(await fillOf(on as Locator)).not.toBe(await fillOf(off as Locator));
  const choice = (name: RegExp) => page.locator("label", { has: page.getByRole("radio", { name }) });
  expect(await fillOf(choice(/^All/))).not.toBe(await fillOf(choice(/^Failing/)));
  const places = page.getByRole("navigation").first();
  const [here, elsewhere] = ["Integrations", "Events"].map((name) => places.getByRole("link", { name, exact: true }));
  expect(await fillOf(here as Locator)).not.toBe(await fillOf(elsewhere as Locator));
});

test("a field shows that it has the focus", async ({ page }) => {
  await page.goto("/integrations");
  const field = page.getByRole("searchbox", { name: "Search integrations" });
  await field.focus();
  await expect(page.locator(".field-box", { has: field })).toHaveCSS("outline-style", "solid");
});

function fillOf(locator: Locator): Promise<string> {
  return locator.evaluate((element) => getComputedStyle(element).backgroundColor);
}
