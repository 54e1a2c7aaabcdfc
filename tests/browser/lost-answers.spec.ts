/** The answer to what was saved is lost: nobody makes it twice, and the page says no more than is known. */
import type { APIRequestContext, Page } from "@playwright/test";
import { loseAnswers } from "./lost-answers.ts";
import { makeTenant, type Person, signInAs } from "./other-tenants.ts";
import { ask, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

test.describe("a Save whose answer is lost", () => {
  // Of accounts of their own: what they make takes every alert, and an account has few inboxes.
  test.use({ isSignedIn: false, expectedErrors: ["ERR_FAILED"] });

  test("leads on from the new integration that was made", async ({ page, request }) => {
    const name = "Tide gauges to the harbour";
    await fillIntegration(page, await makeTenant(), name, request);
    await loseAnswers(page, "CreateIntegration");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL("/integrations");
    await expect(page.getByText(`${name} is saved.`, { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name })).toHaveCount(1);
  });

  test("makes no second integration when somebody saves again", async ({ page, request }) => {
    const name = "Tide gauges to the lifeguards";
    const person = await makeTenant();
    await fillIntegration(page, person, name, request);
    const { asked, stop } = await loseAnswers(page, "CreateIntegration", ["IntegrationsNamed"]);
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    const note = page.getByRole("alert").filter({ hasText: "it is not known whether this was done" });
    await expect(note).toBeFocused();
    await expect(note).toBeInViewport();
    await stop();
    await save.click();
    await expect(page).toHaveURL("/integrations");
    expect(asked()).toBe(1);
    const { integrations } = await ask<{ integrations: { totalCount: number } }>(
      request,
      "query ($name: String!) { integrations(search: $name) { totalCount } }",
      { name },
      person.apiKey,
    );
    expect(integrations.totalCount).toBe(1);
  });

  test("of a change is no conflict with itself, neither at once nor when somebody saves again", async ({
    page,
    request,
  }) => {
    const person = await makeTenant();
    const subscription = { name: "Lock", uri: await makeInbox(request, person.apiKey) };
    const { id } = await makeIntegration(
      request,
      { name: "Lock gates", trigger: "taskList.updated", taskList: "Lock", subscription },
      person.apiKey,
    );
    const name = page.getByLabel("Name", { exact: true });
    const save = page.getByRole("button", { name: "Save", exact: true });
    await signInAs(page, person, `/integrations/${id}`);
    for (const [next, away] of [
      ["Lock gates, north", []],
      ["Lock gates, south", ["EditedIntegration"]],
    ] as const) {
      await name.fill(next);
      const { asked, stop } = await loseAnswers(page, "UpdateIntegration", away);
      await save.click();
      if (away.length > 0) {
        await expect(page.getByRole("alert").filter({ hasText: "it is not known whether" })).toBeFocused();
        await stop();
        await save.click();
      }
      await expect(page).toHaveURL("/integrations");
      await expect(page.getByText(`${next} is saved.`, { exact: true })).toBeVisible();
      expect(asked()).toBe(1);
      await stop();
      await page.goto(`/integrations/${id}`);
    }
  });

  test("makes no second subscription when somebody saves again", async ({ page, request }) => {
    const person = await makeTenant();
    const uri = await makeInbox(request, person.apiKey);
    await signInAs(page, person, "/subscriptions/new");
    await page.getByLabel("URI", { exact: true }).fill(uri);
    await page.getByRole("checkbox", { name: "alert.sent" }).check();
    const { asked, stop } = await loseAnswers(page, "CreateSubscription", ["SubscriptionsLike"]);
    const save = page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await expect(page.getByRole("alert").filter({ hasText: "it is not known whether this was done" })).toBeFocused();
    await stop();
    await save.click();
    await expect(page).toHaveURL(/\/subscriptions\/sub_/);
    expect(asked()).toBe(1);
    const { webhookSubscriptions } = await ask<{ webhookSubscriptions: { totalCount: number } }>(
      request,
      "query ($uri: String!) { webhookSubscriptions(search: $uri) { totalCount } }",
      { uri },
      person.apiKey,
    );
    expect(webhookSubscriptions.totalCount).toBe(1);
  });

  test("shows the inbox that was made", async ({ page }) => {
    await signInAs(page, await makeTenant(), "/receiver");
    const inboxes = page.getByRole("navigation", { name: "Inboxes" }).getByRole("link");
    const { asked } = await loseAnswers(page, "CreateInbox");
    await page.getByRole("button", { name: "New inbox" }).click();
    await expect(page).toHaveURL(/inbox=rcv_/);
    await expect(inboxes).toHaveCount(1);
    expect(asked()).toBe(1);
  });
});

async function fillIntegration(page: Page, person: Person, name: string, request: APIRequestContext): Promise<void> {
  const uri = await makeInbox(request, person.apiKey);
  await signInAs(page, person, "/integrations/new");
  await page.getByRole("combobox", { name: "Triggers", exact: true }).click();
  await page.getByRole("option", { name: /^alert\.sent/ }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: "New subscription" }).click();
  await page.getByLabel("URI", { exact: true }).fill(uri);
}
