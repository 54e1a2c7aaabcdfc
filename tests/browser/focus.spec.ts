/** Where the focus is after something was done by keyboard: never nowhere. */
import { expect, makeSubscription, test } from "./product-under-test.ts";

test("Undo in a message leads back to the switch that it was about", async ({ page, request, baseURL }) => {
  const name = "Gate of the harbor";
  await makeSubscription(request, {
    name,
    uri: `${baseURL}/api/receiver/nobody`,
    mode: "DIRECT",
    eventTypes: ["alert.read"],
  });
  await page.goto(`/subscriptions?q=${encodeURIComponent(name)}`);
  const active = page.getByRole("switch", { name: `Active: ${name}` });
  await active.press("Space");
  await expect(page.getByText(`${name} is inactive.`, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText(`${name} is active.`, { exact: true })).toBeVisible();
  await expect(active).toBeChecked();
  await expect(active).toBeFocused();
  await test.step("and so does closing the message", async () => {
    await page.getByRole("button", { name: "Close message" }).press("Escape");
    await expect(page.getByText(`${name} is active.`, { exact: true })).toHaveCount(0);
    await expect(active).toBeFocused();
  });
});

test("after a deletion the focus is on the next row, and after the last one on the head of the list", async ({
  page,
  request,
  baseURL,
}) => {
  const uri = `${baseURL}/api/receiver/nobody`;
  const names = ["Jetty one", "Jetty two", "Jetty three"];
  for (const name of names) {
    await makeSubscription(request, { name, uri, mode: "DIRECT", eventTypes: ["alert.read"] });
  }
  await page.goto("/subscriptions?q=Jetty");
  const remove = async (name: string) => {
    await page.getByRole("link", { name, exact: true }).focus();
    await page.keyboard.press(".");
    await page.getByRole("menuitem", { name: "Delete…" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete subscription" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  };
  await remove("Jetty two");
  await expect(page.getByRole("link", { name: "Jetty one", exact: true })).toBeFocused();
  await expect(page).toHaveURL("/subscriptions?q=Jetty");
  await remove("Jetty one");
  await expect(page.getByRole("link", { name: "Jetty three", exact: true })).toBeFocused();
  await remove("Jetty three");
  await expect(page.getByText("No subscription matches this filter")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a new API key's text is what is read next", async ({ page }) => {
  await page.goto("/settings/api-keys/new");
  await page.getByLabel("Name", { exact: true }).fill("Key of the focus tests");
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { name: "Key of the focus tests is made" });
  await expect(heading).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
});
