/** The editor loses nothing: not what was typed, not what was saved before. And it tells what would match. */
import type { Page } from "@playwright/test";
import { ADMIN, ask, expect, makeInbox, makeIntegration, test } from "./product-under-test.ts";

const nameOf = (page: Page) => page.getByLabel("Name", { exact: true });

test("a copy is edited, reloaded in the middle, saved, and set back to what it was", async ({ page }) => {
  page.on("dialog", (dialog) => dialog.accept());
  await test.step("duplicated from its row", async () => {
    await page.goto("/integrations");
    await page.getByRole("button", { name: "Actions: Hospital surge to MedNet" }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await expect(nameOf(page)).toHaveValue("Copy of Hospital surge to MedNet");
    await expect(page.getByRole("checkbox", { name: "Integration enabled" })).toBeChecked();
    await nameOf(page).fill("Surge drill");
  });
  await test.step("what was typed is still there after a reload, and can be thrown away", async () => {
    await page.reload();
    await expect(page.getByText("Unsaved changes from just now")).toBeVisible();
    await expect(nameOf(page)).toHaveValue("Surge drill");
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(nameOf(page)).toHaveValue("Copy of Hospital surge to MedNet");
  });
  await test.step("after all it is brought back, also from another page", async () => {
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(nameOf(page)).toHaveValue("Surge drill");
    await page.reload();
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(nameOf(page)).toHaveValue("Copy of Hospital surge to MedNet");
    await page.getByRole("link", { name: "Events", exact: true }).first().click();
    await expect(page).toHaveURL("/events");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(nameOf(page)).toHaveValue("Surge drill");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL("/integrations");
  });
  await test.step("leaving for another page says where the changes are", async () => {
    await page.getByRole("link", { name: "Surge drill" }).click();
    await nameOf(page).fill("Surge drill of May");
    await page.getByRole("button", { name: "Remove filter A", exact: true }).click();
    await page.getByRole("link", { name: "Events", exact: true }).first().click();
    await expect(page.getByText("They are kept on this device.", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Go back" }).click();
    await expect(nameOf(page)).toHaveValue("Surge drill of May");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page).toHaveURL("/integrations");
  });
  await test.step("the first version is restored after a look at what that changes", async () => {
    await page.getByRole("link", { name: "Surge drill of May" }).click();
    const versions = page.getByRole("region", { name: "Versions" });
    await expect(versions).toContainText("name from Surge drill to Surge drill of May");
    await expect(versions).toContainText("Removed filter A");
    await versions.getByRole("button", { name: "Restore version 1…" }).click();
    await expect(page.getByRole("alertdialog")).toContainText("name from Surge drill of May to Surge drill");
    await page.getByRole("button", { name: "Restore version 1", exact: true }).click();
    await expect(page.getByText("Version 1 is restored.", { exact: true })).toBeVisible();
    await expect(nameOf(page)).toHaveValue("Surge drill");
    await expect(page.getByRole("region", { name: "Filter A" }).first()).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Surge drill");
    await expect(versions.getByText("Current")).toHaveCount(1);
  });
  await test.step("deleted from its row", async () => {
    await page.goto("/integrations");
    await page.getByRole("button", { name: "Actions: Surge drill" }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
    await expect(page.getByRole("alertdialog")).toContainText("Its subscriptions and its history stay.");
    await page.getByRole("button", { name: "Delete integration" }).click();
    await expect(page.getByRole("link", { name: "Surge drill" })).toHaveCount(0);
  });
});

test.describe("who closes the tab", () => {
  test.use({ isSignedIn: false });
  test("finds what they typed in the next one, until it is saved or they sign out", async ({ page, context }) => {
    await page.goto("/sign-in?callbackUrl=/integrations/new");
    await page.getByLabel("E-mail").fill(ADMIN.email);
    await page.getByLabel("Password").fill(ADMIN.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await nameOf(page).fill("Half an integration");
    await page.getByRole("link", { name: "Events", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Events");
    const next = await context.newPage();
    await page.close();
    await next.goto("/integrations/new");
    await expect(next.getByText("Unsaved changes from")).toBeVisible();
    await expect(nameOf(next)).toHaveValue("Half an integration");
    await nameOf(next).fill("Half an integration, still");
    next.on("dialog", (dialog) => dialog.accept());
    await next.getByRole("button", { name: "Administrator" }).click();
    await next.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(next).toHaveURL("/sign-in");
    const kept = await next.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
    expect(kept.filter((name) => name.includes("draft"))).toEqual([]);
  });
});

test("someone else's change is shown before a version is restored over it", async ({ page, context, request }) => {
  const name = "Snow gauge";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  const address = `/integrations/${id}`;
  await page.goto(address);
  const other = await context.newPage();
  await other.goto(address);
  page.on("dialog", (dialog) => dialog.accept());
  await nameOf(page).fill("Mine");
  const conflict = page.getByRole("alert").filter({ hasText: "changed this integration" });
  for (const theirs of ["Snow gauge, theirs", name]) {
    await nameOf(other).fill(theirs);
    await other.getByRole("button", { name: "Save", exact: true }).click();
    await expect(other).toHaveURL("/integrations");
    await other.goto(address);
    await expect(nameOf(other)).toHaveValue(theirs);
    if (theirs === name) continue;
    await test.step("also after a reload, as what they changed", async () => {
      await page.reload();
      await expect(nameOf(page)).toHaveValue("Mine");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(conflict).toContainText("name from Snow gauge to Snow gauge, theirs");
    });
  }
  await other.getByRole("button", { name: "Restore version 1…" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(conflict).toBeVisible();
  await expect(nameOf(page)).toHaveValue("Mine");
  await page.getByRole("button", { name: "Take that version" }).click();
  await expect(nameOf(page)).toHaveValue(name);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(page)).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page).toHaveURL("/integrations");
  await other.getByRole("button", { name: "Restore version 1", exact: true }).click();
  await expect(other.getByRole("alert").filter({ hasText: "Version 1 was not restored" })).toBeVisible();
  await expect(other.getByRole("region", { name: "Versions" })).toContainText("name from Snow gauge to Mine");
  await other.getByRole("button", { name: "Restore version 1…" }).click();
  await other.getByRole("button", { name: "Restore version 1", exact: true }).click();
  await expect(nameOf(other)).toHaveValue(name);
});

test("Save that is pressed the moment the fields hold what was kept saves over no one's change", async ({
  page,
  request,
}) => {
  const name = "River gauge";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto(`/integrations/${id}`);
  await nameOf(page).fill("River gauge, mine");
  await ask(
    request,
    "mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { code } } }",
    { input: { id, name: "River gauge, theirs" } },
  );
  await page.addInitScript(() => {
    // Before React draws again: as soon as the field has the text, or the form is opened.
    new MutationObserver(press).observe(document, { subtree: true, attributes: true, attributeFilter: ["disabled"] });
    const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    Object.defineProperty(HTMLInputElement.prototype, "value", {
      ...value,
      set(text: string) {
        value?.set?.call(this, text);
        if (text === "River gauge, mine") press();
      },
    });
    function press(): void {
      const save = document.querySelector<HTMLButtonElement>("form button[type=submit]");
      const isFilled = [...document.querySelectorAll("input")].some(({ value: text }) => text === "River gauge, mine");
      if (isFilled && save && !save.matches(":disabled")) save.click();
    }
  });
  await page.reload();
  const conflict = page.getByRole("alert").filter({ hasText: "changed this integration" });
  await expect(conflict).toContainText("name from River gauge to River gauge, theirs");
  await expect(page.getByRole("heading", { level: 1, name: "River gauge, theirs" })).toBeVisible();
  await expect(nameOf(page)).toHaveValue("River gauge, mine");
});

test("who changed it meanwhile is named, and can be read on a phone", async ({ page, context, request }) => {
  const name = "Tide gauge";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.setViewportSize({ width: 390, height: 844 });
  const address = `/integrations/${id}`;
  await page.goto(address);
  const save = (on: Page) => on.getByRole("button", { name: "Save", exact: true }).click();
  const conflict = page.getByRole("alert").filter({ hasText: "changed this integration" });
  await test.step("a program", async () => {
    await ask(
      request,
      "mutation ($input: UpdateIntegrationInput!) { updateIntegration(input: $input) { userErrors { code } } }",
      { input: { id, name: "Tide gauge, north" } },
    );
    await nameOf(page).fill("Tide gauge, mine");
    await save(page);
    await expect(conflict).toContainText(/^\S.* changed this integration while you were editing\./);
    await expect(conflict).not.toContainText("Someone else");
    await expect(conflict).toContainText("name from Tide gauge to Tide gauge, north");
    await expect(conflict).toBeFocused();
    await expect(conflict).toBeInViewport();
    const [text, take, mine] = await Promise.all(
      [
        conflict.getByText("while you were editing"),
        conflict.getByRole("button", { name: "Take their version" }),
        conflict.getByRole("button", { name: "Save mine over it" }),
      ].map((part) => part.boundingBox()),
    );
    if (!text || !take || !mine) throw new Error("A part of the note is not drawn.");
    expect(text.width).toBeGreaterThan(280);
    expect(take.y).toBeGreaterThan(text.y + text.height);
    expect(take.width + mine.width).toBeGreaterThan(320);
  });
  await test.step("oneself, in another tab", async () => {
    const other = await context.newPage();
    await other.goto(address);
    await other.getByRole("button", { name: "Discard" }).click();
    await nameOf(other).fill("Tide gauge, other tab");
    await save(other);
    await expect(other).toHaveURL("/integrations");
    await page.getByRole("button", { name: "Save mine over it" }).click();
    await expect(conflict).toContainText("You changed this integration in another tab while you were editing.");
    await expect(conflict).toContainText("name from Tide gauge, north to Tide gauge, other tab");
    await expect(conflict.getByRole("button", { name: "Take that version" })).toBeVisible();
  });
});

test("what was typed over an integration that was deleted meanwhile is saved as a new one", async ({
  page,
  request,
}) => {
  const name = "River gauge";
  const subscription = { name, uri: await makeInbox(request) };
  const { id } = await makeIntegration(request, { name, trigger: "taskList.updated", taskList: name, subscription });
  await page.goto(`/integrations/${id}`);
  await nameOf(page).fill("River gauge, both banks");
  await ask(request, "mutation ($id: ID!) { deleteIntegration(input: { id: $id }) { userErrors { code } } }", { id });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  const deleted = page.getByRole("alert").filter({ hasText: "was deleted while you were editing" });
  await expect(deleted).toBeFocused();
  await expect(nameOf(page)).toHaveValue("River gauge, both banks");
  await deleted.getByRole("button", { name: "Save as a new integration" }).click();
  await expect(page).toHaveURL("/integrations");
  await page.getByRole("link", { name: "River gauge, both banks" }).click();
  await expect(nameOf(page)).toHaveValue("River gauge, both banks");
  expect(page.url()).not.toContain(id);
});

test("a pasted event is explained, and a slip in it is found", async ({ page }) => {
  await page.goto("/integrations");
  await page.getByRole("link", { name: "Boil-water notices to the public website" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByRole("radio", { name: "Paste" }).click();
  const field = preview.getByLabel("Event as JSON");
  const paste = (incidentTypeName: string) =>
    JSON.stringify({ type: "alert.sent", metadata: { attributes: { incidentTypeName, isReply: false } }, data: {} });
  await field.fill(paste("Boil-water notice"));
  await expect(preview).toContainText("This event would match");
  await field.fill(paste("Flood"));
  await expect(preview).toContainText("This event would not match");
  await expect(preview.getByRole("region", { name: "Filter A" })).toContainText("Flood");
  await field.fill('{"type": "alert.sent",\n "data": }');
  await expect(preview).toContainText("Line 2, column 10: a value is expected.");
});
