/** Where the focus is after something was done by keyboard: never nowhere. */
import { makeTenant, signInAs, tellOfPaused } from "./other-tenants.ts";
import { ask, expect, makeInbox, makeIntegration, makeSubscription, test } from "./product-under-test.ts";

test("Undo in a message leads back to the switch that it was about", async ({ page, request, baseURL }) => {
  const name = "Gate of the harbor";
  await makeSubscription(request, {
    name,
    uri: `${baseURL}/api/receiver/nobody`,
    mode: "DIRECT",
    eventTypes: ["alert.read"],
  });
  await page.goto(`/subscriptions?q=${encodeURIComponent(name)}`);
  const active = page.getByRole("switch", { name: `Active: ${name}` });
  await active.press("Space");
  await expect(page.getByText(`${name} is inactive.`, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText(`${name} is active.`, { exact: true })).toBeVisible();
  await expect(active).toBeChecked();
  await expect(active).toBeFocused();
  await test.step("and so does closing the message", async () => {
    await page.getByRole("button", { name: "Close message" }).press("Escape");
    await expect(page.getByText(`${name} is active.`, { exact: true })).toHaveCount(0);
    await expect(active).toBeFocused();
  });
});

test("after a deletion the focus is on the next row, and after the last one on the head of the list", async ({
  page,
  request,
  baseURL,
}) => {
  const uri = `${baseURL}/api/receiver/nobody`;
  const names = ["Jetty one", "Jetty two", "Jetty three"];
  for (const name of names) {
    await makeSubscription(request, { name, uri, mode: "DIRECT", eventTypes: ["alert.read"] });
  }
  await page.goto("/subscriptions?q=Jetty");
  const remove = async (name: string) => {
    const entry = page.getByRole("menuitem", { name: "Delete…" });
    // Again until the page listens: right after it was loaded, a key may be too early.
    await expect(async () => {
      await page.getByRole("link", { name, exact: true }).focus();
      await page.keyboard.press(".");
      await expect(entry).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await entry.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete subscription" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  };
  await remove("Jetty two");
  await expect(page.getByRole("link", { name: "Jetty one", exact: true })).toBeFocused();
  await expect(page).toHaveURL("/subscriptions?q=Jetty");
  await remove("Jetty one");
  await expect(page.getByRole("link", { name: "Jetty three", exact: true })).toBeFocused();
  await remove("Jetty three");
  await expect(page.getByText("No subscription matches this filter")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("a new API key's text is what is read next", async ({ page }) => {
  await page.goto("/settings/api-keys/new");
  await page.getByLabel("Name", { exact: true }).fill("Key of the focus tests");
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { name: "Key of the focus tests is made" });
  await expect(heading).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
});

test("after a draft is thrown away the focus is on the head of the form", async ({ page }) => {
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto("/integrations/new");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Slipway");
  await page.reload();
  await expect(name).toHaveValue("Slipway");
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(name).toHaveValue("");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("after someone else's version is taken the focus is on the head of the form", async ({ page, request }) => {
  const name = "Breakwater";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.goto(`/integrations/${id}`);
  await ask(
    request,
    "mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { code } } }",
    { input: { id, name: "Breakwater, theirs" } },
  );
  await page.getByLabel("Name", { exact: true }).fill("Breakwater, mine");
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await page.getByRole("button", { name: /^Take (their|that) version$/ }).press("Enter");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Breakwater, theirs");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("after an integration is saved the focus is at the begin of the list", async ({ page, request }) => {
  const name = "Breakwater, saved by key";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.goto(`/integrations/${id}`);
  await page.getByLabel("Name", { exact: true }).fill(`${name}, twice`);
  await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Integrations" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});

test.describe("whoever reads notifications by key", () => {
  test.use({ isSignedIn: false });

  test("goes on with the next one, and after the last one at the head of the list", async ({ page, request }) => {
    const person = await makeTenant();
    const uri = await makeInbox(request, person.apiKey);
    const ids: string[] = [];
    for (const name of ["Pier one", "Pier two"]) {
      ids.push(
        await makeSubscription(request, { name, uri, mode: "DIRECT", eventTypes: ["alert.read"] }, person.apiKey),
      );
    }
    await tellOfPaused(person, ids);
    await signInAs(page, person, "/notifications?show=unread");
    const markRead = (name: string) => page.getByRole("button", { name: `Mark read: ${name}` });
    await markRead("Paused 2").press("Enter");
    await expect(markRead("Paused 2")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Paused 1" })).toBeFocused();
    await markRead("Paused 1").press("Enter");
    await expect(page.getByRole("heading", { name: "Everything is read" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  });

  test("marks one as unread again where it stands, and takes back that all are read", async ({ page, request }) => {
    const person = await makeTenant();
    const uri = await makeInbox(request, person.apiKey);
    const subscription = { name: "Pier three", uri, mode: "DIRECT", eventTypes: ["alert.read"] };
    await tellOfPaused(person, [await makeSubscription(request, subscription, person.apiKey)]);
    await signInAs(page, person, "/notifications");
    const button = (name: string | RegExp) => page.getByRole("button", { name });
    const [markRead, markUnread] = [button(/^Mark read: /), button(/^Mark unread: /)];
    await button("Mark all read").press("Enter");
    await expect(markUnread).toBeVisible();
    await button("Undo").press("Enter");
    await expect(markRead).toBeVisible();
    await markRead.press("Enter");
    await markUnread.press("Enter");
    await expect(markRead).toBeFocused();
    await expect(page.getByText("1 that you have not read.")).toBeVisible();
  });
});

test("a menu that is opened by a key begins with its first entry, the first time and again", async ({ page }) => {
  const opensAtFirst = async (button: string) => {
    const opener = page.getByRole("button", { name: button, exact: true });
    const first = page.getByRole("menuitem").first();
    for (const key of ["Enter", "Enter", "Space", "ArrowDown"]) {
      await opener.press(key);
      await expect(first).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu")).toHaveCount(0);
      await expect(opener).toBeFocused();
    }
  };
  await page.goto("/integrations");
  await opensAtFirst("Actions: Hospital surge to MedNet");
  await page.getByRole("link", { name: "Hospital surge to MedNet", exact: true }).click();
  await test.step("also that of a handle", () => opensAtFirst("Move or duplicate filter A, condition 1"));
});

test("after a key is revoked the focus is on the head of its section", async ({ page, request }) => {
  const name = "Key of the harbor office";
  await ask(
    request,
    "mutation ($name: String!) { createApiKey(input: { name: $name, permissions: [PUBLISH] }) { userErrors { message } } }",
    { name },
  );
  await page.goto("/settings");
  await page.getByRole("button", { name: `Revoke ${name}` }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).press("Enter");
  await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 2, name: "API keys" })).toBeFocused();
});
