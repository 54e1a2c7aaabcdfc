/** What failed for good while a receiver was set up wrongly goes out when somebody asks for it, once it is mended. */
import { API_KEY, ask, expect, makeInbox, test } from "./product-under-test.ts";

type Subscription = { id: string };

test("failed deliveries of a subscription are counted, tried again, and arrive", async ({ page, request, baseURL }) => {
  const inbox = await makeInbox(request);
  const { createIntegration } = await ask<{
    createIntegration: { integration: { actions: [{ subscription: Subscription }] } };
  }>(
    request,
    `mutation ($input: CreateIntegrationInput!) {
       createIntegration(input: $input) { integration { actions { subscription { id } } } userErrors { message } }
     }`,
    {
      input: {
        name: "Shelter lists to the wrong address",
        trigger: "taskList.updated",
        filters: [{ conditions: [{ field: "metadata.attributes.taskListName", values: ["Recovery of shelters"] }] }],
        actions: [
          {
            newSubscription: {
              name: "Shelter board",
              uri: `${baseURL}/api/receiver/nobody-made-this-one`,
              eventTypes: ["taskList.updated"],
              retryPolicy: { maxRetries: 0 },
            },
          },
        ],
      },
    },
  );
  const [{ subscription }] = createIntegration.integration.actions;
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: "Recovery of shelters" } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: [event, event] });
  await page.goto(`/history?subscription=${subscription.id}`);
  const failed = page.getByRole("table", { name: "Deliveries" }).getByText("Failed", { exact: true });
  await expect(async () => {
    await page.reload();
    await expect(failed).toHaveCount(2, { timeout: 1_000 });
  }).toPass();

  await ask(
    request,
    "mutation ($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) { userErrors { message } } }",
    {
      input: { id: subscription.id, uri: inbox },
    },
  );
  await page.goto(`/subscriptions/${subscription.id}`);
  await page.getByRole("button", { name: "Retry failed…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Retry 2 deliveries" });
  await expect(dialog).toContainText("2 deliveries to Shelter board have failed or were cancelled.");
  await dialog.getByRole("button", { name: "Retry", exact: true }).click();
  await expect(page.getByText("2 deliveries are being tried again.", { exact: true })).toBeVisible();

  await page.goto(`/history?subscription=${subscription.id}`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Succeeded", { exact: true })).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("button", { name: "Retry failed…" }).click();
  await expect(
    page.getByText("No delivery that the filters let through has failed or was cancelled.", { exact: true }),
  ).toBeVisible();
});
