/** The history is live: what happens stands there by itself, but no row moves under anybody's pointer. */
import { API_KEY, ask, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

test("new deliveries stand in the history at once, and wait behind a button while the pointer is in the list", async ({
  page,
  request,
}) => {
  const uri = await makeInbox(request);
  const { id } = await makeIntegration(request, {
    name: "Shelters, live",
    trigger: "taskList.created",
    taskList: "Live shelters",
    subscription: { name: "Shelter wall", uri },
  });
  const publish = (count: number) =>
    request.post("/api/events", {
      headers: { "x-api-key": API_KEY },
      data: Array.from({ length: count }, () => ({
        type: "taskList.created",
        metadata: { attributes: { taskListName: "Live shelters" } },
      })),
    });
  const arrived = page.getByRole("table", { name: "Deliveries" }).getByText("Succeeded", { exact: true });

  await page.goto(`/history?integration=${id}`);
  await expect(page.getByText("No delivery matches this filter")).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await test.step("at once, with what became of them", async () => {
    await publish(1);
    await expect(arrived).toHaveCount(1);
  });
  await test.step("behind a button, while the pointer is among the rows", async () => {
    await arrived.hover();
    await publish(2);
    await expect(page.getByRole("button", { name: "2 newer deliveries" })).toBeVisible();
    await expect(arrived).toHaveCount(1);
    await page.getByRole("button", { name: "2 newer deliveries" }).click();
    await expect(arrived).toHaveCount(3);
  });
  await test.step("not while it is switched off, also after a reload", async () => {
    const live = page.getByRole("switch", { name: "Live updates" });
    await live.click();
    await page.reload();
    await expect(live).not.toBeChecked();
    await publish(1);
    await expect(async () => {
      const { deliveries } = await ask<{ deliveries: { totalCount: number } }>(
        request,
        `query ($filter: DeliveryFilter) { deliveries(filter: $filter) { totalCount } }`,
        { filter: { integrationIds: [id], statuses: ["SUCCEEDED"] } },
      );
      expect(deliveries.totalCount).toBe(4);
    }).toPass();
    await expect(arrived).toHaveCount(3);
    await live.click();
    await publish(1);
    await expect(arrived).toHaveCount(5);
  });
});
