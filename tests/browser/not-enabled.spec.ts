/** An account that has integrations switched off: what still goes on, what is offered no longer, and whom to ask. */
import { makeTenant, signInAs, switchIntegrationsOff } from "./other-tenants.ts";
import { expect, makeInbox, makeSubscription, test } from "./product-under-test.ts";

const REASON = "Integrations are not enabled on this account.";

test.use({ isSignedIn: false });

test("what was set up before is still sent, and nothing is offered that would be refused", async ({
  page,
  request,
}) => {
  const person = await makeTenant();
  const uri = await makeInbox(request, person.apiKey);
  const input = { name: "Water works", uri, eventTypes: ["alert.sent"], mode: "DIRECT" };
  const subscription = `/subscriptions/${await makeSubscription(request, input, person.apiKey)}`;
  await signInAs(page, person, subscription);
  await expect(page.getByRole("button", { name: "Send test" })).toBeVisible();

  await switchIntegrationsOff(person);
  const event = { type: "alert.sent", data: { subject: "Sent all the same" } };
  const published = await request.post("/api/events", { headers: { "x-api-key": person.apiKey }, data: event });
  expect(published.status()).toBe(202);
  await page.reload();
  await expect(page.getByText(REASON)).toBeVisible();
  await expect(page.getByText("What was set up before goes on being matched and sent")).toBeVisible();
  await expect(page.getByText("Sent all the same")).toBeVisible();
  await expect(page.getByRole("switch")).toBeDisabled();
  await expect(page.getByRole("switch")).toHaveAccessibleDescription(REASON);
  for (const name of ["Edit", "Delete…", "Send test", "Rotate key…"]) {
    await expect(page.getByRole("button", { name }).or(page.getByRole("link", { name }))).toHaveCount(0);
  }
  await expect(page.getByRole("button", { name: "Retry failed…" })).toBeVisible();

  await page.goto(`${subscription}/edit`);
  await expect(page.getByText(REASON)).toBeVisible();
  await expect(page.getByLabel("URI", { exact: true })).toHaveCount(0);
  await page.goto("/receiver");
  await expect(page.getByText(REASON)).toBeVisible();
  await expect(page.getByRole("link", { name: "Create subscription with this URL" })).toHaveCount(0);
});

test("each page that would make or change something says whom to ask", async ({ page }) => {
  await signInAs(page, await makeTenant({ integrationsEnabled: false }));
  for (const path of ["/", "/integrations", "/integrations/new", "/subscriptions", "/subscriptions/new", "/receiver"]) {
    await page.goto(path);
    await expect(page.getByText(REASON)).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: /^New/ })).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  }
});

test("who may only look is told whom to ask for a subscription", async ({ page }) => {
  await signInAs(page, await makeTenant({ role: "VIEWER" }), "/subscriptions/new");
  await expect(page.getByText("Your role can look but not change. Ask an editor")).toBeVisible();
});

test("a switch tells who may only look why it does not move", async ({ page, request }) => {
  const person = await makeTenant({ role: "VIEWER" });
  const uri = await makeInbox(request, person.apiKey);
  const input = { name: "Sluice", uri, eventTypes: ["alert.sent"], mode: "DIRECT" };
  const id = await makeSubscription(request, input, person.apiKey);
  await signInAs(page, person, "/subscriptions");
  for (const path of ["/subscriptions", `/subscriptions/${id}`]) {
    await page.goto(path);
    const active = page.getByRole("switch", { name: "Active: Sluice" });
    await expect(active).toBeDisabled();
    await expect(active).toHaveAccessibleDescription("Your role can look but not change.");
    await active.press("Space");
    await expect(active).toBeFocused();
    await expect(active).toBeChecked();
    await expect(active).not.toHaveAttribute("aria-busy");
  }
});
