/**
 * The guide's seven steps, by role and label, from the list to the POST in the receiver and the explanation of why it
 * was sent.
 */
import type { Page } from "@playwright/test";
import { API_KEY, expect, test } from "./product-under-test.ts";

const NAME = "Pump failures to the water desk";
const PUMP_FAILURE = "Pump failure, Lakeside station";

test("an integration is made in seven steps, and the alert that it lets through arrives", async ({ page, request }) => {
  await openInbox(page, "Operations board");
  const address = await page.getByText(/^http:.*\/api\/receiver\//).innerText();

  await test.step("1. Navigate to Integrations and click New", async () => {
    await page.getByRole("navigation").first().getByRole("link", { name: "Integrations" }).click();
    await page.getByRole("link", { name: "New", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("New integration");
  });
  await test.step("2. Select the trigger", () => select(page, "Triggers", /^alert\.sent/));
  await test.step("3. Select the action", () => select(page, "Actions", /^Webhook/));
  await test.step("4. Name it", () => page.getByLabel("Name", { exact: true }).fill(NAME));
  await test.step("5. Add event filters", async () => {
    await page.getByRole("button", { name: "Add filter" }).click();
    await addCondition(page, "Filter A, condition 1", "metadata.attributes.incidentName", `"${PUMP_FAILURE}", Leak,`);
    await page.getByRole("region", { name: "Filter A" }).getByRole("button", { name: "Add condition" }).click();
    await pickField(page, "Filter A, condition 2", "metadata.attributes.isReply");
    await page
      .getByRole("radiogroup", { name: "Filter A, condition 2: values" })
      .getByRole("radio", { name: "false" })
      .click();
    await page.getByRole("button", { name: "Add filter" }).click();
    await addCondition(page, "Filter B, condition 1", "metadata.tags.facilities", "pump-house-3,");
    await expect(page.getByRole("button", { name: `Remove ${PUMP_FAILURE}` })).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove Leak" })).toBeVisible();
  });
  await test.step("6. Set up the event action with a new subscription", async () => {
    await page.getByRole("radio", { name: "New subscription" }).click();
    await page.getByLabel("URI", { exact: true }).fill("htp:/bad");
    await expect(page.getByText(/, POST it to a subscription of your choice\.$/)).toBeVisible();
    await page.getByLabel("URI", { exact: true }).fill("http://10.0.0.1/hooks");
    await expect(page.getByText("10.0.0.1 is no public address, and deliveries may not reach it.")).toBeVisible();
    await page.getByLabel("URI", { exact: true }).fill(address);
    await expect(page.getByText("In a network that deliveries may reach.")).toBeVisible();
    await page.getByLabel("Subscription name").fill("Water desk");
    await expect(page.getByRole("checkbox", { name: "alert.sent" })).toBeChecked();
    await page.getByRole("radiogroup", { name: "Security model" }).getByRole("radio", { name: "apiKey" }).click();
    await page.getByLabel("API key").fill("water-desk-key");
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText("Water desk answered 202 Accepted.")).toBeVisible();
    await page.getByRole("radio", { name: "Sample event" }).click();
    await expect(page.getByText("Water desk answered 202 Accepted.")).toHaveCount(0);
    await page.getByRole("button", { name: "Send test" }).click();
    await expect(page.getByText("Water desk answered 202 Accepted.")).toBeVisible();
  });
  await test.step("7. It is enabled by default; save, and be back at the list", async () => {
    await expect(page.getByRole("checkbox", { name: "Integration enabled" })).toBeChecked();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL("/integrations");
    await expect(page.getByRole("link", { name: NAME })).toBeVisible();
    await expect(page.getByRole("switch", { name: NAME })).toBeChecked();
  });

  const published = await request.post("/api/events", {
    headers: { "x-api-key": API_KEY },
    data: [
      alert({ incidentName: PUMP_FAILURE.toUpperCase(), isReply: false }, "It has to arrive"),
      alert({ incidentName: "Pump failure", isReply: false }, "It has to stay here"),
    ],
  });
  expect(published.status()).toBe(202);
  const { events } = (await published.json()) as { events: { id: string }[] };

  await test.step("the POST stands in the receiver", async () => {
    await openInbox(page, "Operations board");
    const sample = page.getByRole("listitem").filter({ hasText: "Boil-water notice for the Lakeside district" });
    await expect(sample).toHaveCount(1);
    const arrived = page.getByRole("listitem").filter({ hasText: `for ${NAME}` });
    await expect(arrived).toHaveCount(1);
    await expect(arrived).toContainText("It has to arrive");
    await expect(arrived).toContainText("Signature verified");
    await expect(arrived).not.toContainText("water-desk-key");
  });
  await test.step("the event's page says why it was sent", async () => {
    await page.goto(`/events/${events[0]?.id}`);
    const match = page.getByRole("listitem").filter({ hasText: NAME }).filter({ hasText: "By filter A." }).last();
    const filterA = match.getByRole("region", { name: "Filter A" });
    await expect(filterA).toContainText("holds");
    await expect(filterA.getByRole("img", { name: "Holds:" })).toHaveCount(2);
    await expect(match.getByRole("region", { name: "Filter B" })).toContainText("does not hold");
    const delivery = page.getByRole("link", { name: `Water desk for ${NAME}` });
    await expect(delivery).toContainText("Succeeded");
    await delivery.click();
    await expect(page).toHaveURL(/\/deliveries\/dlv_/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("It has to arrive");
  });
  await test.step("and why the other one was not", async () => {
    await page.goto(`/events/${events[1]?.id}`);
    const miss = page.getByRole("listitem").filter({ hasText: NAME }).last();
    await expect(miss).toContainText("Not matched");
    await expect(miss).toContainText("Neither filter holds.");
    await expect(page.getByRole("link", { name: `Water desk for ${NAME}` })).toHaveCount(0);
  });
});

function alert(attributes: object, subject: string) {
  return { type: "alert.sent", metadata: { attributes, tags: { facilities: ["pump-house-1"] } }, data: { subject } };
}

async function openInbox(page: Page, name: string): Promise<void> {
  await page.goto("/receiver");
  const inbox = page.getByRole("navigation", { name: "Inboxes" }).getByRole("link", { name });
  await inbox.click();
  await expect(inbox).toHaveAttribute("aria-current", "page");
}

async function select(page: Page, label: string, option: RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

async function addCondition(page: Page, condition: string, path: string, values: string): Promise<void> {
  await pickField(page, condition, path);
  await page.getByLabel(`${condition}: values`).pressSequentially(values);
}

async function pickField(page: Page, condition: string, path: string): Promise<void> {
  const field = page.getByRole("combobox", { name: `${condition}: field` });
  await field.click();
  await field.fill(path);
  await page
    .getByRole("option")
    .filter({ has: page.getByText(path, { exact: true }) })
    .click();
}
