/** How one gets to what the screenshots show of the editor, in the sample data. */
import type { Page } from "@playwright/test";

export function openEditor(page: Page): Promise<void> {
  return openIntegration(page, "Emergency alerts to 911 CAD");
}

async function openIntegration(page: Page, name: string | RegExp): Promise<void> {
  await page.goto("/integrations");
  await page.getByRole("main").getByRole("link", { name }).first().click();
  await page.locator("main form > fieldset:not([data-starting])").waitFor();
  await page.waitForLoadState("networkidle");
}

async function typeName(page: Page, name: string): Promise<void> {
  await page.locator("main form > fieldset:not([data-starting])").waitFor();
  await page.getByLabel("Name", { exact: true }).fill(name);
}

export async function fillEditor(page: Page): Promise<void> {
  await page.goto("/integrations/new");
  await page.locator("main form > fieldset:not([data-starting])").waitFor();
  await page.getByRole("combobox", { name: "Triggers" }).click();
  await page.getByRole("option", { name: /^alert\.sent/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Emergency alerts to the dispatch center");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByLabel("Filter A, condition 1: field").fill("metadata.attributes.priority");
  await page.getByRole("option", { name: "metadata.attributes.priority" }).click();
  await page.getByLabel("Filter A, condition 1: values").pressSequentially("Emergency,");
  await page.getByRole("radio", { name: "New subscription" }).click();
  await page
    .getByText(/by filter A/)
    .first()
    .waitFor();
}

export async function showSuggestions(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByRole("combobox", { name: "Filter A, condition 1: values" }).click();
  await page.getByRole("listbox", { name: "Suggestions" }).waitFor();
}

export async function showDoubt(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByRole("combobox", { name: "Filter A, condition 1: values" }).pressSequentially("Emergancy,");
  await page.keyboard.press("Escape");
  await page.getByText(/^None of the .*Emergancy/).waitFor();
}

export async function showErrors(page: Page): Promise<void> {
  await page.goto("/integrations/new");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("[aria-invalid=true]").first().waitFor();
}

export async function showVersions(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByRole("heading", { name: "Versions" }).scrollIntoViewIfNeeded();
}

/** What was typed is found again after a reload. */
export async function showDraft(page: Page): Promise<void> {
  page.on("dialog", (dialog) => dialog.accept());
  await openEditor(page);
  await typeName(page, "Emergency alerts to the new dispatch center");
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.getByRole("button", { name: "Discard" }).first().waitFor();
}

/** Saved in another tab while it was typed in this one. */
export async function showConflict(page: Page): Promise<void> {
  page.on("dialog", (dialog) => dialog.accept());
  await openIntegration(page, /^Road closures to the operations board/);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator("main form > fieldset:not([data-starting])").waitFor();
  const before = await other.getByLabel("Name", { exact: true }).inputValue();
  const always = ", day and night";
  await typeName(other, before.endsWith(always) ? before.slice(0, -always.length) : before + always);
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await other.waitForURL("**/integrations");
  await other.close();
  await typeName(page, "Road closures to the board");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Save mine over it" }).waitFor();
}

export async function askToRestore(page: Page): Promise<void> {
  await openIntegration(page, /^Road closures to the operations board/);
  await page.getByRole("button", { name: "Restore version 1…" }).click();
  await page.getByRole("alertdialog").waitFor();
}

/** The scenes after this one are signed in again. */
export async function endSession(page: Page): Promise<void> {
  await page.goto("/integrations/new");
  await typeName(page, "Road closures to the operations board");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Sign in in a new tab" }).waitFor();
  await page.context().addCookies(cookies);
}

export async function openBroken(page: Page): Promise<void> {
  await page.goto("/integrations");
  await page.getByRole("main").getByRole("link", { name: "Missing-person alerts to the media desk" }).click();
  await page.getByRole("heading", { name: "The server could not answer" }).waitFor();
}
