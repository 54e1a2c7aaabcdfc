/** What failed for good while a receiver was set up wrongly goes out when somebody asks for it, once it is mended. */
import { API_KEY, changeSubscription, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

test("failed deliveries of a subscription are counted, tried again, and arrive", async ({ page, request, baseURL }) => {
  const inbox = await makeInbox(request);
  const { subscriptionId } = await makeIntegration(request, {
    name: "Shelter lists to the wrong address",
    trigger: "taskList.updated",
    taskList: "Recovery of shelters",
    subscription: {
      name: "Shelter board",
      uri: `${baseURL}/api/receiver/nobody-made-this-one`,
      retryPolicy: { maxRetries: 0 },
    },
  });
  const event = { type: "taskList.updated", metadata: { attributes: { taskListName: "Recovery of shelters" } } };
  await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data: [event, event] });
  await page.goto(`/history?subscription=${subscriptionId}`);
  const failed = page.getByRole("table", { name: "Deliveries" }).getByText("Failed", { exact: true });
  await expect(async () => {
    await page.reload();
    await expect(failed).toHaveCount(2, { timeout: 1_000 });
  }).toPass();

  await changeSubscription(request, { id: subscriptionId, uri: inbox });
  await page.goto(`/subscriptions/${subscriptionId}`);
  await page.getByRole("button", { name: "Retry failed…" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Retry 2 deliveries" });
  await expect(dialog).toContainText("2 deliveries to Shelter board have failed or were cancelled.");
  await dialog.getByRole("button", { name: /^Retry \d+$/ }).click();
  await expect(page.getByText("2 deliveries are being tried again.", { exact: true })).toBeVisible();

  await page.goto(`/history?subscription=${subscriptionId}`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Succeeded", { exact: true })).toHaveCount(2, { timeout: 1_000 });
  }).toPass();
  await expect(
    page.getByText(/^A recovery is complete, .*: 2 deliveries taken up again\. 2 arrived\. Asked for by/),
  ).toBeVisible();
  await page.getByRole("button", { name: "Retry failed…" }).click();
  await expect(
    page.getByText("No delivery that the filters let through has failed or was cancelled.", { exact: true }),
  ).toBeVisible();
});
