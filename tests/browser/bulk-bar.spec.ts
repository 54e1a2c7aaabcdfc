/** Many deliveries of the history at once: chosen by pointer or by key, tried again, given up. */
import type { APIRequestContext, Page } from "@playwright/test";
import { API_KEY, ask, changeSubscription, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

type Definition = { uri: string; maxRetries?: number };

/** A subscription of its own with `count` deliveries; answers its id. */
async function makeDeliveries(request: APIRequestContext, name: string, count: number, definition: Definition) {
  const { subscriptionId } = await makeIntegration(request, {
    name: `${name}: lists`,
    trigger: "taskList.updated",
    taskList: name,
    subscription: { name, uri: definition.uri, retryPolicy: { maxRetries: definition.maxRetries ?? 3 } },
  });
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: name, priority: "Emergency" } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: Array(count).fill(event) });
  return subscriptionId;
}

async function showHistory(page: Page, subscription: string, status: string, count: number): Promise<void> {
  await page.goto(`/history?subscription=${subscription}`);
  await expect(async () => {
    await page.reload();
    await expect(rowsOf(page).getByText(status, { exact: true })).toHaveCount(count, { timeout: 1_000 });
  }).toPass();
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Deliveries" });
const barOf = (page: Page) => page.getByRole("region", { name: "Selected deliveries" });
const boxesOf = (page: Page) => rowsOf(page).getByRole("checkbox", { name: /^Select (?!all)/ });

test("failed deliveries are chosen by range and by key, tried again, and arrive", async ({
  page,
  request,
  baseURL,
}) => {
  const name = "Bulk shelter lists";
  const uri = `${baseURL}/api/receiver/nobody-made-this-one-either`;
  const subscription = await makeDeliveries(request, name, 4, { uri, maxRetries: 0 });
  await showHistory(page, subscription, "Failed", 4);
  await changeSubscription(request, { id: subscription, uri: await makeInbox(request) });
  const boxes = boxesOf(page);
  const bar = barOf(page);
  await expect(bar).toHaveCount(0);

  await test.step("a range", async () => {
    await boxes.nth(0).click();
    await expect(bar).toContainText("1 selected");
    await boxes.nth(2).click({ modifiers: ["Shift"] });
    await expect(bar).toContainText("3 selected");
    await expect(boxes.nth(1)).toBeChecked();
    const wholePage = rowsOf(page).getByRole("checkbox", { name: "Select all on this page" });
    expect(await wholePage.evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true);
    await wholePage.click();
    await expect(bar).toContainText("4 selected");
    await wholePage.click();
    await expect(bar).toHaveCount(0);
  });
  await test.step("by key", async () => {
    const links = rowsOf(page).getByRole("link");
    await links.nth(0).focus();
    await page.keyboard.press("ArrowDown");
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press("x");
    await page.keyboard.press("End");
    await expect(links.nth(3)).toBeFocused();
    await page.keyboard.press("Shift+X");
    await expect(bar).toContainText("3 selected");
    await page.keyboard.press("Tab");
    await expect(bar.getByRole("button", { name: "Retry 3" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(bar).toHaveCount(0);
    await expect(boxes.nth(3)).toBeFocused();
  });
  await boxes.nth(1).click();
  await boxes.nth(2).click();
  await expect(bar.getByRole("button", { name: /^Cancel/ })).toHaveCount(0);
  await bar.getByRole("button", { name: "Retry 2" }).click();
  await expect(page.getByText("2 deliveries are being tried again.", { exact: true })).toBeVisible();
  await expect(bar).toHaveCount(0);
  await showHistory(page, subscription, "Succeeded", 2);
  await expect(rowsOf(page).getByText("Failed", { exact: true })).toHaveCount(2);
});

test("held deliveries are given up after the consequence is said, and what is refused is told", async ({
  page,
  request,
}) => {
  const name = "Bulk evacuation lists";
  const uri = await makeInbox(request);
  const subscription = await makeDeliveries(request, name, 1, { uri });
  await showHistory(page, subscription, "Succeeded", 1);
  await changeSubscription(request, { id: subscription, isActive: false });
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: name, priority: "Emergency" } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: [event, event, event] });
  await showHistory(page, subscription, "Held", 3);
  const boxes = boxesOf(page);
  await boxes.nth(0).click();
  await boxes.nth(3).click({ modifiers: ["Shift"] });
  const bar = barOf(page);
  await expect(bar).toContainText("4 selected");
  await expect(bar.getByRole("button", { name: "Retry 3" })).toBeVisible();

  await bar.getByRole("button", { name: "Cancel 3…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel 3 deliveries" });
  await expect(dialog).toContainText(`They wait to go to ${name}. Once cancelled, they are not attempted again`);
  await expect(dialog).toContainText("3 of them are Emergencies.");
  await dialog.getByRole("button", { name: "Keep them" }).click();
  await expect(bar.getByRole("button", { name: "Cancel 3…" })).toBeFocused();

  await test.step("one of them is given up elsewhere meanwhile", async () => {
    const first = await rowsOf(page).getByRole("link").first().getAttribute("href");
    await ask(request, "mutation ($id: ID!) { cancelDelivery(input: { id: $id }) { userErrors { message } } }", {
      id: first?.split("/").at(-1),
    });
  });
  await bar.getByRole("button", { name: "Cancel 3…" }).click();
  await dialog.getByRole("button", { name: "Cancel 3 deliveries" }).click();
  await expect(
    page.getByText(
      /^2 deliveries are cancelled\. 1 was refused: The delivery is CANCELLED; only one that waits can be cancelled\./,
    ),
  ).toBeVisible();
  await expect(rowsOf(page).getByText("Cancelled", { exact: true })).toHaveCount(3);
  await expect(rowsOf(page).getByText("Nothing was sent", { exact: true })).toHaveCount(3);
  await expect(bar).toContainText("1 selected");
  await expect(bar.getByRole("button", { name: "Retry 1" })).toBeVisible();
});

test("all that the filters let through are handed to a recovery", async ({ page }) => {
  await page.goto("/history?origin=EVENT");
  await boxesOf(page).first().click();
  const bar = barOf(page);
  await bar.getByRole("button", { name: /^Select all \d+ that match the filters$/ }).click();
  await expect(bar).toContainText(/^All \d+ that the filters let through/);
  await expect(boxesOf(page).last()).toBeChecked();
  await bar.getByRole("button", { name: "Retry failed…" }).click();
  const dialog = page.getByRole("alertdialog", { name: /^Retry/ });
  await expect(dialog).toContainText("that the filters let through");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await boxesOf(page).last().click();
  await expect(bar).toContainText(/^\d+ selected/);
});

test.describe("somebody who may only look", () => {
  test.use({ isSignedIn: false });
  test("moves through the list by key and finds nothing to select", async ({ page, request }) => {
    const email = `lookout${Date.now()}@harlancounty.example`;
    const password = "only looking around here";
    await ask(request, "mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { message } } }", {
      input: { email, name: "Lou Lookout", role: "VIEWER", password },
    });
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL("/");
    await page.goto("/history");
    const links = rowsOf(page).getByRole("link");
    await links.first().focus();
    await page.keyboard.press("ArrowDown");
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press("x");
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await expect(barOf(page)).toHaveCount(0);
    const address = await links.nth(1).getAttribute("href");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`${address}`);
  });
});

test("when what was tried again leaves the filter, the focus goes on beside it, and after the last one at the head", async ({
  page,
  request,
  baseURL,
}) => {
  const uri = `${baseURL}/api/receiver/nobody-made-this-one-for-the-focus`;
  const subscription = await makeDeliveries(request, "Bulk focus lists", 3, { uri, maxRetries: 0 });
  await showHistory(page, subscription, "Failed", 3);
  await changeSubscription(request, { id: subscription, uri: await makeInbox(request) });
  await page.goto(`/history?subscription=${subscription}&status=FAILED`);
  const boxes = boxesOf(page);
  await boxes.nth(1).check();
  await barOf(page).getByRole("button", { name: "Retry 1" }).press("Enter");
  await expect(boxes).toHaveCount(2);
  await expect(boxes.nth(1)).toBeFocused();
  await rowsOf(page).getByRole("checkbox", { name: "Select all on this page" }).check();
  await barOf(page).getByRole("button", { name: "Retry 2" }).press("Enter");
  await expect(boxes).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("when all of a page leave the filter, the focus goes on with those that take their place", async ({
  page,
  request,
}) => {
  const subscription = await makeDeliveries(request, "Bulk page lists", 1, { uri: await makeInbox(request) });
  await showHistory(page, subscription, "Succeeded", 1);
  await changeSubscription(request, { id: subscription, isActive: false });
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: "Bulk page lists" } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: Array(27).fill(event) });
  const list = `/history?subscription=${subscription}&status=HELD`;
  await expect(async () => {
    await page.goto(list);
    await expect(page.getByText("27 deliveries", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const boxes = boxesOf(page);
  await rowsOf(page).getByRole("checkbox", { name: "Select all on this page" }).check();
  await barOf(page).getByRole("button", { name: "Cancel 25…" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel 25 deliveries" }).press("Enter");
  await expect(boxes).toHaveCount(2);
  await expect(boxes.nth(0)).toBeFocused();
});

test("all that wait of those that the filters let through are given up at once, also on other pages", async ({
  page,
  request,
}) => {
  const name = "Bulk recall lists";
  const subscription = await makeDeliveries(request, name, 1, { uri: await makeInbox(request) });
  await showHistory(page, subscription, "Succeeded", 1);
  await changeSubscription(request, { id: subscription, isActive: false });
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: name } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: Array(30).fill(event) });
  const list = `/history?subscription=${subscription}`;
  await expect(async () => {
    await page.goto(list);
    await expect(page.getByText("31 deliveries", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await boxesOf(page).first().check();
  const bar = barOf(page);
  await bar.getByRole("button", { name: "Select all 31 that match the filters" }).click();
  await bar.getByRole("button", { name: "Cancel waiting…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Cancel 30 deliveries" });
  await expect(dialog).toContainText(`They wait to go to ${name}.`);
  await dialog.getByRole("button", { name: "Cancel 30 deliveries" }).click();
  await expect(page.getByText("30 deliveries are cancelled.", { exact: true })).toBeVisible();
  await page.goto(`${list}&status=CANCELLED`);
  await expect(page.getByText("30 deliveries", { exact: true })).toBeVisible();
  await test.step("and nothing is left to give up", async () => {
    await page.goto(list);
    await boxesOf(page).first().check();
    await bar.getByRole("button", { name: "Select all 31 that match the filters" }).click();
    await bar.getByRole("button", { name: "Cancel waiting…" }).click();
    const sentence = "None of these deliveries waits, so there is nothing to cancel.";
    await expect(page.getByText(sentence, { exact: true }).first()).toBeVisible();
    await expect(boxesOf(page).first()).toBeFocused();
  });
});
