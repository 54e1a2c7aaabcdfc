/** An account that has nothing yet: what its pages say, and every way to start that they offer. */
import { makeTenant, signInAs } from "./other-tenants.ts";
import { expect, test } from "./product-under-test.ts";

test.use({ isSignedIn: false });

test("a template opens the editor filled in, and is saved with an address", async ({ page }) => {
  await signInAs(page, await makeTenant(), "/integrations");
  await expect(page.getByRole("heading", { name: "Tell another system the moment something happens" })).toBeVisible();
  await expect(page.getByRole("list", { name: "How an integration works" }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByRole("main").getByRole("link", { name: /^New( integration)?$/ })).toHaveCount(1);
  await expect(page.getByRole("list", { name: "Or start from one of these" }).getByRole("link")).toHaveCount(4);

  await page.getByRole("link", { name: /^Emergency alerts to dispatch/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New integration");
  await expect(page.getByRole("combobox", { name: "Triggers" })).toContainText("alert.sent");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Emergency alerts to dispatch");
  await expect(page.getByLabel("Filter A, condition 1: field")).toHaveValue("Priority");
  await expect(page.getByRole("radio", { name: "New subscription" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /alert\.sent/ })).toBeChecked();
  await page.getByLabel("URI", { exact: true }).fill("https://dispatch.example.com/alerts");
  await page.getByLabel("Subscription name").fill("Dispatch");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("table").getByRole("link", { name: "Emergency alerts to dispatch" })).toBeVisible();
  await expect(page.getByText("Or start from one of these")).toHaveCount(0);
});

test("each template listens to its own trigger, and one asks for the values it cannot know", async ({ page }) => {
  await signInAs(page, await makeTenant(), "/integrations");
  for (const [name, trigger] of [
    ["One brand to its own desk", "alert.sent"],
    ["New incidents to a chat room", "namedIncident.created"],
    ["Read receipts to the archive", "alert.read"],
  ] as const) {
    await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue(name);
    await expect(page.getByRole("combobox", { name: "Triggers" })).toContainText(trigger);
    await page.goto("/integrations");
  }
  await page.getByRole("link", { name: /^One brand/ }).click();
  await expect(page.getByLabel("Filter A, condition 1: field")).toHaveValue("Brand name");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Filter A, condition 1: values")).toHaveAttribute("aria-invalid", "true");
});

test("a test inbox is made, and a new integration that sends to it", async ({ page }) => {
  await signInAs(page, await makeTenant(), "/integrations");
  await page.getByRole("button", { name: "Try with a test inbox" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New integration");
  await expect(page.getByLabel("URI", { exact: true })).toHaveValue(/\/api\/receiver\//);
  await page.getByRole("combobox", { name: "Triggers" }).click();
  await page.getByRole("option", { name: /^alert\.sent/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("A trial");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("table").getByRole("link", { name: "A trial" })).toBeVisible();
});

test("the overview says that nothing is set up yet, and leads to the editor", async ({ page }) => {
  await signInAs(page, await makeTenant());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is set up yet.");
  await expect(page.getByRole("main")).not.toContainText("Every subscription takes its deliveries.");
  await page.getByRole("link", { name: "New integration" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New integration");
});

test("who may only look is told whom to ask, and is offered no way to start", async ({ page }) => {
  await signInAs(page, await makeTenant({ role: "VIEWER" }), "/integrations");
  for (const path of ["/integrations", "/"]) {
    await page.goto(path);
    await expect(page.getByText("Your role can look but not change.")).toBeVisible();
    await expect(page.getByRole("link", { name: /^New/ })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /inbox/ })).toHaveCount(0);
    await expect(page.getByText("Or start from one of these")).toHaveCount(0);
  }
});
