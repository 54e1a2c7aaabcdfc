/** A delivery's page: what can still follow, that it is given up and tried again there, and what its attempts differ in. */
import type { APIRequestContext, Page } from "@playwright/test";
import { expectSound } from "./expect-sound.ts";
import { makeTenant, signInAs } from "./other-tenants.ts";
import {
  API_KEY,
  deliveryOf,
  expect,
  makeIntegration,
  makeScriptedInbox,
  publishTaskList,
  test,
} from "./product-under-test.ts";

const TRIGGER = "taskList.created";

/** A delivery whose first attempt was answered 503; the next one is an hour away. */
async function makeRetrying(request: APIRequestContext, name: string, apiKey = API_KEY) {
  const inbox = await makeScriptedInbox(request, 503);
  const retryPolicy = { maxRetries: 3, baseSeconds: 3_600, maxSeconds: 3_600 };
  const subscription = { name, uri: inbox.uri, retryPolicy, secret: "a-secret-of-the-receiver" };
  await makeIntegration(request, { name: `${name}: lists`, trigger: TRIGGER, taskList: name, subscription }, apiKey);
  const event = await publishTaskList(request, TRIGGER, name, apiKey);
  return { inbox, event, path: `/deliveries/${await deliveryOf(request, event, "RETRYING", apiKey)}` };
}

const bannerOf = (page: Page) => page.getByRole("region", { name: "Status", exact: true });

test("what waits for a retry says what can follow, is given up, and arrives once it is retried", async ({
  page,
  request,
}) => {
  const { inbox, path } = await makeRetrying(request, "Dock four");
  await page.goto(path);
  const banner = bannerOf(page);
  await expect(banner).toContainText(
    /Dock four answered 503 Service Unavailable\. Attempt 2 starts at \d\d:\d\d:\d\d, in \d+ (min|h)\. 2 more can follow, the last at about /,
  );
  const lane = page.getByRole("region", { name: "Attempts over time" });
  await expect(lane.getByRole("img")).toHaveAccessibleName(
    /^1 attempt failed\. The next is due in .+, and 2 more can follow, the last in about 3 h/,
  );

  const dialog = page.getByRole("alertdialog", { name: "Cancel this delivery" });
  await test.step("kept, by key", async () => {
    await banner.getByRole("button", { name: "Cancel…" }).focus();
    await page.keyboard.press("Enter");
    await expect(dialog).toContainText("It waits to go to Dock four. Once cancelled, it is not attempted again");
    await expect(dialog).toContainText("It is an Emergency.");
    await expect(dialog.getByRole("button", { name: "Keep it" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(banner.getByRole("button", { name: "Cancel…" })).toBeFocused();
  });
  await test.step("given up", async () => {
    await banner.getByRole("button", { name: "Cancel…" }).click();
    await dialog.getByRole("button", { name: "Cancel delivery" }).click();
    await expect(banner).toContainText("Cancelled after 1 attempt.");
    await expect(banner).toBeFocused();
    await expect(banner.getByRole("button", { name: "Cancel…" })).toHaveCount(0);
    await expect(lane).toHaveCount(0);
  });
  await inbox.answer(200);
  await banner.getByRole("button", { name: "Retry now" }).click();
  await expect(banner).toContainText("Arrived at Dock four on attempt 2");
  await expect(lane.getByRole("img")).toHaveAccessibleName(/^1 attempt failed and 1 arrived within /);
});

test("the question stays when the delivery arrives meanwhile, and says so in the end", async ({ page, request }) => {
  const { inbox, event, path } = await makeRetrying(request, "Dock five");
  await page.goto(path);
  await bannerOf(page).getByRole("button", { name: "Cancel…" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await expectSound(page);
  await inbox.answer(200);
  const retry = "mutation ($input: IdInput!) { retryDelivery(input: $input) { userErrors { message } } }";
  const input = { id: path.split("/").at(-1) };
  await request.post("/api/graphql", {
    headers: { "x-api-key": API_KEY },
    data: { query: retry, variables: { input } },
  });
  await deliveryOf(request, event, "SUCCEEDED");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel delivery" }).click();
  await expect(
    page.getByText("The delivery is SUCCEEDED; only one that waits can be cancelled.", { exact: true }),
  ).toBeVisible();
  await expect(bannerOf(page)).toContainText("Arrived at Dock five on attempt 2");
});

test("an attempt is copied for a shell without its secrets, and compared with the one before", async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { inbox, path } = await makeRetrying(request, "Dock six");
  await inbox.answer(200);
  await page.goto(path);
  await bannerOf(page).getByRole("button", { name: "Retry now" }).click();
  await expect(bannerOf(page)).toContainText("on attempt 2");

  await page.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Copied without its secrets.", { exact: true })).toBeVisible();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl --request 'POST' 'http.+\n {2}--header 'content-type: application\/json'/);
  expect(command).not.toContain("a-secret-of-the-receiver");

  await page.getByRole("link", { name: "Compare with 1" }).click();
  const comparison = page.getByRole("region", { name: "What differs from attempt 1" });
  await expect(comparison).toContainText(/Attempt 1: Dock six answered 503 Service Unavailable\./);
  await expect(comparison).toContainText("webhook-timestamp");
  await expect(comparison).not.toContainText("webhook-id");
  await expectSound(page);
  await page.getByRole("link", { name: "Hide comparison" }).click();
  await expect(comparison).toHaveCount(0);
});

test.describe("someone who may only look", () => {
  test.use({ isSignedIn: false });

  test("sees how a delivery stands, and no button that changes it", async ({ page, request }) => {
    const person = await makeTenant({ role: "VIEWER" });
    const { path } = await makeRetrying(request, "Dock seven", person.apiKey);
    await signInAs(page, person, path);
    await expect(bannerOf(page)).toContainText("Attempt 2 starts at");
    await expect(bannerOf(page).getByRole("button")).toHaveCount(0);
  });
});
