/** The overview says what takes no deliveries and what waits, and what can be done about it is done there. */
import type { APIRequestContext, Page } from "@playwright/test";
import { fallSilent, makeTenant, type Person, signInAs } from "./other-tenants.ts";
import { expect, makeInbox, makeIntegration, makeScriptedInbox, makeSubscription, test } from "./product-under-test.ts";

const title = (page: Page) => page.getByRole("heading", { level: 1 });
const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test.describe("an account of its own", () => {
  test.use({ isSignedIn: false });

  test("what is held is named, whoever holds it, and goes out by one press", async ({ page, request }) => {
    const person = await makeTenant();
    const gate = await makeScriptedInbox(request, 503);
    await makeDirect(request, person, {
      name: "Harbor gate",
      uri: gate.uri,
      retryPolicy: { maxRetries: 50, baseSeconds: 1, maxSeconds: 2 },
    });
    await makeDirect(request, person, { name: "Night desk", uri: await makeInbox(request), isActive: false });
    await publish(request, person, 12);
    await signInAs(page, person);

    const held = card(page, "Held");
    const tryNow = held.getByRole("button", { name: "Try one now Harbor gate" });
    await expect(tryNow).toBeVisible({ timeout: 30_000 });
    await expect(title(page)).toHaveText(
      "1 subscription is not taking deliveries, 1 more is switched off. 24 deliveries wait. Nothing is lost.",
    );
    // One of them may be on its way, to find out whether the receiver takes any.
    await expect(held.getByRole("link", { name: /^2[34] deliveries$/ })).toBeVisible();
    await expect(held.getByText("Switched off; 12 deliveries are kept until it is active again.")).toBeVisible();

    await gate.answer(200);
    await tryNow.click();
    await expect(title(page)).toHaveText(/^1 subscription with waiting deliveries is switched off\. 12 deliveries/);
    await held.getByRole("switch", { name: "Active: Night desk" }).click();
    await expect(title(page)).toHaveText("Every subscription takes its deliveries.", { timeout: 20_000 });
    await expect(page.getByText("Nothing needs attention.")).toBeVisible();
  });

  test("an integration that has gone quiet leads to its filters", async ({ page, request }) => {
    const person = await makeTenant();
    const { id } = await makeIntegration(
      request,
      {
        name: "Shelter rooms",
        trigger: "taskList.completed",
        taskList: "Shelters",
        subscription: { name: "Partner hotels", uri: await makeInbox(request) },
      },
      person.apiKey,
    );
    await fallSilent(id);
    await signInAs(page, person);
    await expect(title(page)).toHaveText("Every subscription takes its deliveries.");
    await expect(card(page, "Quiet")).toContainText("No taskList.completed has matched since");
    await card(page, "Quiet").getByRole("link", { name: "Check filters Shelter rooms" }).click();
    await expect(title(page)).toHaveText("Shelter rooms");
  });

  test("who may only look sees what needs somebody, and nothing to press", async ({ page, request }) => {
    const person = await makeTenant({ role: "VIEWER" });
    await makeDirect(request, person, { name: "Night desk", uri: await makeInbox(request), isActive: false });
    await publish(request, person, 1);
    await signInAs(page, person);
    await expect(async () => {
      await page.reload();
      await expect(card(page, "Held")).toContainText("Night desk", { timeout: 1_000 });
    }).toPass();
    await expect(card(page, "Newest events")).toBeVisible();
    await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("main").getByRole("switch")).toHaveCount(0);
  });
});

test("the period of the figures stands in the address, and goes along to the report", async ({ page }) => {
  await page.goto("/");
  const reach = card(page, "Are we reaching them?");
  await expect(reach.getByRole("img", { name: /^Deliveries by hour, UTC: \d+ arrived/ })).toBeVisible();
  await expect(reach.getByRole("img", { name: /^Time to first success by hour: half in/ })).toBeVisible();
  await reach.getByRole("radio", { name: "7 d" }).click();
  await expect(page).toHaveURL("/?since=7d");
  await expect(reach.getByRole("img", { name: /^Deliveries by day/ })).toBeVisible();
  await page.reload();
  await expect(reach.getByRole("radio", { name: "7 d" })).toBeChecked();
  await reach.getByText("Show as a table").click();
  await expect(reach.getByRole("table", { name: "Deliveries by day" }).getByRole("row")).not.toHaveCount(1);
  await reach.getByRole("link", { name: "Open in Reports" }).click();
  await expect(page).toHaveURL("/reports?since=7d");
});

/** A subscription that gets every completed task list, of somebody's tenant. */
function makeDirect(request: APIRequestContext, { apiKey }: Person, input: object): Promise<string> {
  return makeSubscription(request, { mode: "DIRECT", eventTypes: ["taskList.completed"], ...input }, apiKey);
}

async function publish(request: APIRequestContext, { apiKey }: Person, count: number): Promise<void> {
  const event = { type: "taskList.completed", metadata: {}, data: { subject: "Gate closed" } };
  const data = Array.from({ length: count }, () => event);
  expect((await request.post("/api/events", { headers: { "x-api-key": apiKey }, data })).status()).toBe(202);
}
