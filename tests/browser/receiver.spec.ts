/** Trials without a receiver: an inbox in one click, its answers, and what arrives there. */
import type { Page } from "@playwright/test";
import { expect, test } from "./product-under-test.ts";

test("an inbox is made in one click, fails as it is told and shows what arrives as it does", async ({
  page,
  request,
}) => {
  await makeInbox(page);
  const name = `Trial ${Date.now()}`;
  await page.getByLabel("Inbox name").fill(name);
  await page.getByRole("combobox", { name: "Answer" }).click();
  await page.getByRole("option", { name: /^Custom/ }).click();
  await page.getByLabel("Status").fill("99");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("statusCode is 99; a whole number from 200 to 599 is expected.")).toBeVisible();
  await expect(page.getByLabel("Status")).toBeFocused();
  await page.getByLabel("Status").fill("503");
  await page.getByLabel("Retry-After").fill("7");
  await page.getByLabel("Only the next").fill("1");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Answers 503 with Retry-After 7 to the next request, then 202.")).toBeVisible();

  const uri = await page.getByText(/^http\S+\/api\/receiver\/\S+$/).innerText();
  const refused = await request.post(uri, { data: { type: "first", secret: "never-shown" } });
  expect([refused.status(), refused.headers()["retry-after"]]).toEqual([503, "7"]);
  expect((await request.post(uri, { data: { type: "second" } })).status()).toBe(202);
  const list = page.getByRole("list", { name: "Requests" }).getByRole("listitem");
  await expect(list).toHaveCount(2);
  await expect(list.first()).toContainText("202");
  await expect(list.last()).toContainText("503");
  const headers = list.last().getByText("application/json");
  if (!(await headers.isVisible())) await list.last().getByText("first").first().click();
  await expect(list.last()).toContainText("Signed by no key of a subscription");
  await expect(headers).toBeVisible();
  await expect(page.getByText("Answers 202 Accepted, at once.")).toBeVisible();
  await request.post(uri, { data: { type: "third" } });
  await expect(list).toHaveCount(3);
  await request.post(uri, { data: { hello: "world" } });
  await expect(list.first()).toContainText("A request that is no event");
  await expect(list.first()).not.toContainText(/unknown/i);
  await expect(headers).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("never-shown");

  await page.getByRole("button", { name: "Clear…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Clear inbox" }).click();
  await expect(page.getByRole("heading", { name: "Nothing has arrived here yet" })).toBeVisible();
  await page.getByRole("button", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete inbox" }).click();
  await expect(page.getByRole("heading", { name })).toBeHidden();
  expect((await request.post(uri, { data: "{}" })).status()).toBe(404);
});

test("a subscription is made with an inbox's URL; what is sent to it is signed by its key, before and after a rotation", async ({
  page,
}) => {
  await makeInbox(page);
  const inbox = page.url();
  await page.getByRole("link", { name: "Create subscription with this URL" }).click();
  await expect(page.getByLabel("URI", { exact: true })).toHaveValue(/\/api\/receiver\//);
  const name = `Rotated ${Date.now()}`;
  await page.getByLabel("Subscription name").fill(name);
  await page.getByRole("checkbox", { name: /alert\.sent/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/sub_[0-9a-z]{26}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);

  const keys = page.getByRole("list", { name: "Keys that sign" }).getByRole("listitem");
  await expect(keys).toHaveText(/^whsec_•+/);
  await keys.getByRole("button", { name: "Show signing key" }).click();
  const before = (await keys.getByText(/^whsec_[\w+/=]{44}$/).innerText()).trim();
  await page.getByRole("button", { name: "Rotate key…" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(/Until .* UTC every request carries both signatures/);
  await dialog.getByRole("radio", { name: "None" }).click();
  await expect(dialog).toContainText("The present key stops at once");
  await dialog.getByRole("radio", { name: "24 h" }).click();
  await dialog.getByRole("button", { name: "Rotate key" }).click();
  await expect(page.getByText("This is the new key.")).toBeVisible();
  await expect(keys).toHaveCount(2);
  const after = (
    await keys
      .first()
      .getByText(/^whsec_[\w+/=]{44}$/)
      .innerText()
  ).trim();
  expect(after).not.toBe(before);
  await expect(keys.last()).toContainText(/Old key signs until .*\d\d:\d\d UTC, in 23 h 59 min\./);

  await page.getByRole("tab", { name: "Node.js" }).press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Python" })).toBeFocused();
  await expect(page.getByRole("tabpanel", { name: "Python" })).toContainText("hmac.compare_digest");

  await page.getByRole("radio", { name: "Pasted" }).click();
  await page.getByLabel("Event as JSON").fill('{"type": "alert.sent", ');
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByText(/^Line 1, column \d+: /)).toBeVisible();
  await page.getByLabel("Event as JSON").fill('{"type": "alert.sent", "data": {"subject": "Pasted by hand"}}');
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByRole("link", { name: "Open this delivery" })).toBeVisible();
  await page.getByRole("radio", { name: "Recent event" }).click();
  await page.getByRole("combobox", { name: "Event" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: /Send test/ }).click();
  await expect(page.getByRole("link", { name: "Open this delivery" })).toBeVisible();

  await page.goto(inbox);
  const requests = page.getByRole("list", { name: "Requests" }).getByRole("listitem");
  // It takes what other tests publish meanwhile as well.
  await expect(requests.filter({ hasText: "Pasted by hand" })).toHaveCount(1);
  await expect(requests.first()).toContainText("Signature verified");
  await expect(requests.first().getByRole("link", { name })).toBeVisible();
});

/** The address changes before the page does, which shows somebody else's inbox until then. */
async function makeInbox(page: Page): Promise<void> {
  await page.goto("/receiver");
  await page.getByRole("button", { name: "New inbox" }).click();
  await page.waitForURL(/inbox=rcv_/);
  const shown = page.getByRole("navigation", { name: "Inboxes" }).locator('[aria-current="page"]');
  await expect(shown).toHaveAttribute("href", new RegExp(`${new URL(page.url()).search.slice(1)}$`));
  await expect(page.getByRole("heading", { name: "Nothing has arrived here yet" })).toBeVisible();
}
