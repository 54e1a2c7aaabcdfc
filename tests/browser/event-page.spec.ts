/** An event's page: its way in four steps, its attempts on one axis, a new integration tried with it, and its replay. */
import { expectSound } from "./expect-sound.ts";
import { makeTenant, signInAs } from "./other-tenants.ts";
import { deliveryOf, expect, makeInbox, makeIntegration, publishTaskList, test } from "./product-under-test.ts";

const TRIGGER = "taskList.created";

test("the way of an event stands under its head, and each step leads to what says more", async ({ page, request }) => {
  const name = "Generator checks";
  const subscription = { name: "Generator desk", uri: await makeInbox(request) };
  await makeIntegration(request, { name, trigger: TRIGGER, taskList: name, subscription });
  const event = await publishTaskList(request, TRIGGER, name);
  await deliveryOf(request, event, "SUCCEEDED");
  await page.goto(`/events/${event}`);
  const steps = page.getByRole("list", { name: "The way of this event" }).getByRole("listitem");
  await expect(steps).toHaveText([
    /^Event\d\d:\d\d:\d\d/,
    /^Trigger1 of \d+ matchedafter \d/,
    /^Action1 attemptfirst after \d/,
    /^Status1 succeededall arrived after \d/,
  ]);
  await expect(page.getByRole("img", { name: "1 attempt arrived." })).toBeVisible();
  await steps.last().getByRole("link").click();
  await expect(page).toHaveURL(/#status$/);
  await expect(page.getByRole("heading", { name: /^Status/ })).toBeInViewport();
});

test("an event that an integration missed is replayed into it, once, from its page", async ({ page, request }) => {
  const name = "Boiler checks";
  const event = await publishTaskList(request, TRIGGER, name);
  // Received with it, and to be left alone.
  const other = await publishTaskList(request, TRIGGER, name);
  await page.goto(`/events/${event}`);
  const replay = page.getByRole("button", { name: "Replay…" });
  const dialog = page.getByRole("alertdialog");
  await test.step("while nobody lacks it, there is nothing to confirm", async () => {
    await replay.click();
    await expect(dialog).toContainText("Every enabled integration that lets this event through");
    await expect(dialog.getByRole("button", { name: "Replay" })).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(replay).toBeFocused();
  });
  const subscription = { name: "Boiler desk", uri: await makeInbox(request) };
  await makeIntegration(request, { name, trigger: TRIGGER, taskList: name, subscription });
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveText([name]);
  await expect(dialog).toContainText("It is an Emergency.");
  await expectSound(page);
  await dialog.getByRole("button", { name: "Replay" }).click();
  await expect(page.getByText("The event is replayed into 1 integration.", { exact: true })).toBeVisible();
  const delivery = page.getByRole("main").getByRole("link", { name: /Boiler desk/ });
  await expect(delivery).toContainText("replayed later");
  await expect(delivery).toContainText("Succeeded");
  await page.goto(`/events/${other}`);
  await expect(page.getByRole("list", { name: "The way of this event" })).toContainText("Nothing to deliver");
});

test("a new integration begins with an event that its preview tries", async ({ page, request }) => {
  const event = await publishTaskList(request, TRIGGER, "Pump checks");
  await page.goto(`/events/${event}`);
  await page.getByRole("link", { name: "Use as sample" }).click();
  await page.waitForURL(/\/integrations\/new\?event=evt_/);
  const preview = page.getByRole("region", { name: "Preview" });
  await expect(preview.getByRole("radio", { name: "Paste" })).toBeChecked();
  await expect(preview.getByLabel("Event as JSON")).toHaveValue(/"taskListName": "Pump checks"/);
  await expect(preview).toContainText("This event would match");
  await expect(page.getByRole("main")).toContainText(TRIGGER);
});

test.describe("someone who may only look", () => {
  test.use({ isSignedIn: false });

  test("sees the event, and no button that starts something with it", async ({ page, request }) => {
    const person = await makeTenant({ role: "VIEWER" });
    const event = await publishTaskList(request, TRIGGER, "Valve checks", person.apiKey);
    await signInAs(page, person, `/events/${event}`);
    await expect(page.getByRole("list", { name: "The way of this event" })).toContainText("None listened");
    await expect(page.getByRole("link", { name: "Use as sample" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Replay…" })).toHaveCount(0);
  });
});
