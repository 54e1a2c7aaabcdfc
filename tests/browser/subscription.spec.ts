/** A subscription's page shows what happens while one looks. */
import { API_KEY, expect, makeInbox, makeScriptedInbox, makeSubscription, test } from "./product-under-test.ts";

test("what was held is seen to arrive once the subscription is switched on", async ({ page, request }) => {
  const id = await makeSubscription(request, {
    name: "Night desk",
    uri: await makeInbox(request),
    mode: "DIRECT",
    eventTypes: ["taskList.completed"],
    isActive: false,
  });
  const data = { type: "taskList.completed", metadata: {}, data: { subject: "Shutters closed" } };
  const published = await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data });
  expect(published.status()).toBe(202);
  await page.goto(`/subscriptions/${id}`);
  const recent = page.getByRole("region", { name: "Recent deliveries" });
  await expect(async () => {
    await page.reload();
    await expect(recent).toContainText("Held", { timeout: 1_000 });
  }).toPass();
  await page.getByRole("switch", { name: /Night desk/ }).click();
  await expect(recent).toContainText("Succeeded");
  await expect(page.getByText(/^The last attempt to this subscription succeeded/)).toBeVisible();
});

test("a paused subscription is tried at once by one press, and all that was held arrives", async ({
  page,
  request,
}) => {
  const inbox = await makeScriptedInbox(request, 503);
  const id = await makeSubscription(request, {
    name: "Harbor gate",
    uri: inbox.uri,
    mode: "DIRECT",
    eventTypes: ["taskList.completed"],
    retryPolicy: { maxRetries: 50, baseSeconds: 1, maxSeconds: 2 },
  });
  const event = { type: "taskList.completed", metadata: {}, data: { subject: "Gate closed" } };
  const data = Array.from({ length: 12 }, () => event);
  expect((await request.post("/api/events", { headers: { "x-api-key": API_KEY }, data })).status()).toBe(202);
  await page.goto(`/subscriptions/${id}`);
  const tryNow = page.getByRole("button", { name: "Try one now" });
  await expect(tryNow).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Paused: the last \d+ attempts failed/)).toBeVisible();
  await inbox.answer(200);
  await tryNow.click();
  await expect(page.getByText(/^The last attempt to this subscription succeeded/)).toBeVisible();
  await expect(tryNow).toHaveCount(0);
  const recent = page.getByRole("region", { name: "Recent deliveries" });
  await expect(recent.getByText("Succeeded")).toHaveCount(10);
});

test("what is wrong with a pasted event stands beside its field, and the focus is there", async ({ page }) => {
  await page.goto("/subscriptions");
  await page.getByRole("link", { name: "911 CAD" }).click();
  const test = page.getByRole("region", { name: "Send test" });
  await test.getByRole("button", { name: "Send test" }).click();
  await expect(test.getByText("911 CAD answered 202 Accepted.")).toBeVisible();
  await test.getByRole("radio", { name: "Pasted" }).click();
  // It was the answer to something else.
  await expect(test.getByText("911 CAD answered 202 Accepted.")).toHaveCount(0);
  const field = test.getByLabel("Event as JSON");
  for (const [typed, sentence] of [
    ["", "Paste an event first."],
    ['{"type": }', "Line 1, column 10: a value is expected."],
  ] as const) {
    await field.fill(typed);
    await expect(field).not.toHaveAttribute("aria-invalid");
    await test.getByRole("button", { name: "Send test" }).click();
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(`${PASTED_HELP} ${sentence}`);
    await expect(test.getByText(sentence)).toHaveCount(1);
  }
});

const PASTED_HELP = "An event as it is published, or the body of a POST that was received.";

test("one that integrations send to is not offered for deletion, and names them", async ({ page }) => {
  await page.goto("/subscriptions");
  await page.getByRole("link", { name: "911 CAD" }).click();
  await page.getByRole("button", { name: "Delete…" }).click();
  const answer = page.getByRole("alertdialog", { name: "911 CAD is in use" });
  await expect(answer).toContainText("It can only be deleted when none does.");
  await expect(answer.getByRole("button")).toHaveText(["Close"]);
  const [user] = await answer.getByRole("link").allTextContents();
  await answer.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(user ?? "");
  await expect(answer).toHaveCount(0);
});
