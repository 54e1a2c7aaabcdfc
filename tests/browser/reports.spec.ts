/** A report counts what the history lists: its period and filters stand in the address, and every count opens its rows. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./product-under-test.ts";

test("the failed deliveries of a report are those that the history shows", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reports");
  // Only the most used subscriptions stand in the table: other tests make some for other types of events.
  await page.goto("/reports?type=alert.sent");
  await expect(page.getByRole("img", { name: /^Deliveries by hour, UTC: \d+ arrived, [1-9]\d* failed/ })).toBeVisible();
  const row = page.getByRole("table", { name: "By subscription" }).getByRole("row", { name: /^Siren vendor portal/ });
  const failed = row.getByRole("link", { name: /failed: Siren vendor portal/ });
  const count = Number.parseInt(await failed.innerText(), 10);
  expect(count).toBeGreaterThan(0);
  await failed.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("History");
  await expect(page.getByText(new RegExp(`^${count} deliver(y|ies)$`))).toBeVisible();
});

test("the period and the filters narrow it, and the address keeps them", async ({ page }) => {
  await page.goto("/reports");
  const all = await figure(page, "Deliveries");
  await page.getByRole("button", { name: "Event type" }).click();
  await page.getByRole("menuitemcheckbox", { name: "alert.sent" }).click();
  await expect(page).toHaveURL(/type=alert\.sent/);
  await page.keyboard.press("Escape");
  await expect.poll(() => figure(page, "Deliveries")).toBeLessThan(all);
  await expect(page.getByRole("table", { name: "By event type" }).getByRole("row")).toHaveCount(2);
  await page.getByRole("radio", { name: "7 days" }).click();
  await expect(page).toHaveURL(/since=7d/);
  await expect(page.getByRole("img", { name: /^Deliveries by day/ })).toBeVisible();
  await page.getByText("Show as a table").click();
  await page.getByRole("table", { name: "Deliveries by day" }).getByRole("link").last().click();
  await expect(page).toHaveURL(/type=alert\.sent&from=(\d{4}-\d{2}-\d{2})&to=\1$/);
  await expect(page.getByRole("img", { name: /^Deliveries by hour/ })).toBeVisible();
  await page.goto("/reports?type=namedIncident.opened,checklist.none&from=2020-01-01&to=2020-01-02");
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("No delivery matches this filter");
});

test("it can be saved as a file", async ({ page }) => {
  await page.goto("/reports");
  const all = await figure(page, "Deliveries");
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download CSV" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^deliveries-.*\.csv$/);
  const lines = (await readFile(await file.path(), "utf8")).split("\r\n");
  // Other tests may have made some meanwhile.
  expect(Number(/^total,,,(\d+),/.exec(lines[1] ?? "")?.[1])).toBeGreaterThanOrEqual(all);
  expect(lines.filter((line) => line.startsWith("interval,"))).toHaveLength(25);
});

async function figure(page: Page, label: string): Promise<number> {
  const item = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: new RegExp(`^${label}`) });
  return Number((await item.locator(".text-figure").innerText()).replaceAll(",", ""));
}
