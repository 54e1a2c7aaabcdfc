/** The palette, the keys, and messages with a way back. */
import type { Page } from "@playwright/test";
import { makeTenant, signInAs } from "./other-tenants.ts";
import { expect, makeInbox, makeIntegration, makeSubscription, test } from "./product-under-test.ts";

const palette = (page: Page) => page.getByRole("dialog", { name: "Search and go to" });

async function openPalette(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(palette(page).getByRole("combobox")).toBeFocused();
}

test("the palette finds a subscription by its name and opens it, without the mouse", async ({ page }) => {
  await page.goto("/integrations");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await openPalette(page);
  await page.keyboard.type("911 cad");
  const option = palette(page)
    .getByRole("group", { name: "Subscriptions" })
    .getByRole("option", { name: /911 CAD/ });
  await expect(option).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/subscriptions\/sub_/);
  await expect(page.getByRole("heading", { level: 1, name: "911 CAD" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(palette(page).getByRole("group", { name: "Recent" }).getByRole("option")).toHaveText(/911 CAD/);
});

test("the palette finds events and deliveries by headline, and a delivery by its id", async ({ page }) => {
  await page.goto("/events?type=alert.sent");
  await openPalette(page);
  await page.keyboard.type("Patient surge");
  const events = palette(page).getByRole("group", { name: "Events" });
  await expect(events.getByRole("option", { name: /Patient surge/ }).first()).toBeVisible();
  await palette(page).getByRole("group", { name: "Deliveries" }).getByRole("option").first().click();
  await expect(page).toHaveURL(/\/deliveries\/dlv_/);
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  await openPalette(page);
  await page.keyboard.type(id);
  await expect(palette(page).getByRole("group", { name: "Deliveries" }).getByRole("option")).toHaveCount(1);
});

test("the palette says when nothing is found, and Escape gives the focus back", async ({ page }) => {
  await page.goto("/history");
  await openPalette(page);
  await page.keyboard.type("zzzz qqqq");
  await expect(palette(page).getByRole("status")).toHaveText(/Nothing is found for/);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(page.getByRole("button", { name: "Search", exact: true })).toBeFocused();
});

test("keys lead through the product, and never while somebody types", async ({ page }) => {
  await page.goto("/integrations");
  await page.getByRole("heading", { level: 1, name: "Integrations" }).waitFor();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search integrations" })).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("g?n");
  await expect(page.getByRole("searchbox")).toHaveValue("g?n");
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await expect(page).toHaveURL(/\/history/);
  await page.getByRole("heading", { level: 1, name: "History" }).waitFor();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/integrations\/new/);
});

test("after a key that leads to a page, Tab begins with what is on it", async ({ page }) => {
  await page.goto("/history");
  await page.getByRole("link", { name: "History", exact: true }).focus();
  await expect(async () => {
    await page.keyboard.press("n");
    await expect(page).toHaveURL(/\/integrations\/new/, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("heading", { level: 1, name: "New integration" }).waitFor();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("main").locator(":focus")).toHaveCount(1);
});

test("the list of keys turns the single ones off, and on again", async ({ page }) => {
  await page.goto("/events");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(list).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const singleKeys = list.getByRole("switch", { name: "Single-key shortcuts" });
  await page.keyboard.press("Enter");
  await expect(singleKeys).toBeChecked();
  await singleKeys.click();
  await expect(singleKeys).not.toBeChecked();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeVisible();
  await expect(page).toHaveURL(/\/events/);
  await page.keyboard.type("keyboard");
  await page.keyboard.press("Enter");
  await singleKeys.click();
  await expect(singleKeys).toBeChecked();
});

test("the message of a switch takes it back, and waits while it has the focus", async ({ page, request }) => {
  const name = "Frost watch";
  const subscription = { name, uri: await makeInbox(request) };
  await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.goto("/integrations?q=Frost");
  const enabled = page.getByRole("switch", { name: `Enabled: ${name}` });
  await expect(enabled).toBeChecked();
  await enabled.click();
  const undo = page.getByRole("button", { name: "Undo" });
  await expect(undo).toBeVisible();
  await expect(enabled).not.toBeChecked();
  await page.keyboard.press("F8");
  await page.keyboard.press("Tab");
  await undo.focus();
  await page.keyboard.press("Enter");
  await expect(enabled).toBeChecked();
  await expect(page.getByText(`${name} is enabled.`).first()).toBeVisible();
});

test("the palette disables an integration by its name, and the message takes it back", async ({ page, request }) => {
  const name = "Fog watch";
  const subscription = { name, uri: await makeInbox(request) };
  await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.goto("/integrations?q=Fog");
  const enabled = page.getByRole("switch", { name: `Enabled: ${name}` });
  await expect(enabled).toBeChecked();
  await openPalette(page);
  await page.keyboard.type("disable");
  await expect(
    palette(page)
      .getByRole("option", { name: /^Disable / })
      .first(),
  ).toBeVisible();
  await page.keyboard.type(" fog w");
  const actions = palette(page).getByRole("group", { name: "Do" }).getByRole("option");
  await expect(actions).toHaveText([`Disable ${name}`]);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeHidden();
  await expect(enabled).not.toBeChecked();
  await openPalette(page);
  await page.keyboard.type("disable fog w");
  await expect(palette(page).getByRole("status")).toHaveText("No enabled integration is found for “fog w”.");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(enabled).toBeChecked();
});

test("what can be switched over is found without knowing its name", async ({ page }) => {
  await page.goto("/events");
  await openPalette(page);
  await page.keyboard.type("deact");
  await palette(page).getByRole("option", { name: "Deactivate a subscription …" }).click();
  await expect(palette(page).getByRole("combobox")).toHaveValue("deactivate ");
  await expect(palette(page).getByRole("combobox")).toBeFocused();
  await expect(
    palette(page)
      .getByRole("option", { name: /^Deactivate [^a]/ })
      .first(),
  ).toBeVisible();
  await page.keyboard.type("911 cad");
  await expect(palette(page).getByRole("option", { name: "Deactivate 911 CAD", exact: true })).toBeVisible();
});

test.describe("where there is more to switch over than is shown", () => {
  test.use({ isSignedIn: false });

  test("the palette says how many more, and asks for a name", async ({ page, request }) => {
    const person = await makeTenant();
    const uri = await makeInbox(request, person.apiKey);
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      const input = { name: `Buoy ${number}`, uri, mode: "DIRECT", eventTypes: ["alert.read"] };
      await makeSubscription(request, input, person.apiKey);
    }
    await signInAs(page, person, "/events");
    await openPalette(page);
    const options = palette(page).getByRole("group", { name: "Do" }).getByRole("option");
    await page.keyboard.type("deactivate");
    await expect(options).toHaveCount(8);
    await expect(palette(page).getByRole("status")).toHaveText("2 more; type a name.");
    await page.keyboard.type(" buoy");
    await expect(palette(page).getByRole("status")).toHaveText("2 more; type more of the name.");
    await page.keyboard.type(" 7");
    await expect(options).toHaveText(["Deactivate Buoy 7"]);
    await expect(palette(page).getByRole("status")).toBeEmpty();
  });
});
