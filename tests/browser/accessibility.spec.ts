/**
 * Every page, wide and narrow, light and dark: no violation of WCAG 2.2 AA that a machine finds, nothing that has to be
 * scrolled sideways, no error on the console.
 */
import type { Page } from "@playwright/test";
import { expectSound } from "./expect-sound.ts";
import { expect, test } from "./product-under-test.ts";

/** How a person gets there, and what shows that the page is whole. */
const PAGES: { name: string; open: (page: Page) => Promise<unknown>; heading: string | RegExp }[] = [
  { name: "the overview", open: (page) => page.goto("/"), heading: /subscription/ },
  { name: "integrations", open: (page) => page.goto("/integrations"), heading: "Integrations" },
  { name: "no integration found", open: (page) => page.goto("/integrations?q=nothing"), heading: "Integrations" },
  { name: "a new integration", open: openFilledEditor, heading: "New integration" },
  { name: "a refused integration", open: openRefusedEditor, heading: "New integration" },
  { name: "an integration", open: (page) => follow(page, "/integrations", "Hazmat alerts"), heading: /Hazmat/ },
  { name: "subscriptions", open: (page) => page.goto("/subscriptions"), heading: "Subscriptions" },
  { name: "a new subscription", open: (page) => page.goto("/subscriptions/new"), heading: /subscription/i },
  { name: "a subscription", open: (page) => follow(page, "/subscriptions", "911 CAD"), heading: "911 CAD" },
  { name: "a subscription's form", open: openSubscriptionForm, heading: /subscription|911 CAD/i },
  { name: "events", open: (page) => page.goto("/events?type=alert.sent"), heading: "Events" },
  { name: "an event", open: (page) => follow(page, "/events", "Patient surge"), heading: /Patient surge/ },
  { name: "the history", open: (page) => page.goto("/history?status=RETRYING,HELD,FAILED"), heading: "History" },
  { name: "selected deliveries", open: openSelection, heading: "History" },
  // Being retried, or held already, when its circuit breaker has opened meanwhile.
  {
    name: "a failing delivery",
    open: (page) => follow(page, "/history?status=RETRYING,HELD", /^(Hazardous materials|Gas leak)/),
    heading: /./,
  },
  { name: "a failed delivery", open: (page) => follow(page, "/history?status=FAILED", "Siren test"), heading: /Siren/ },
  { name: "the report", open: openReport, heading: "Reports" },
  { name: "an empty report", open: (page) => page.goto("/reports?type=checklist.completed"), heading: "Reports" },
  { name: "the settings", open: (page) => page.goto("/settings"), heading: "Settings" },
  { name: "one's own account", open: openRefusedPassword, heading: "Your account" },
  { name: "a test of an integration", open: openSampleTest, heading: "Integrations" },
  { name: "a new user", open: (page) => page.goto("/settings/users/new"), heading: "New user" },
  { name: "a new API key", open: (page) => page.goto("/settings/api-keys/new"), heading: "New API key" },
  { name: "notifications", open: (page) => page.goto("/notifications"), heading: "Notifications" },
  { name: "read notifications", open: (page) => page.goto("/notifications?show=unread"), heading: "Notifications" },
  { name: "notification settings", open: (page) => page.goto("/settings/notifications"), heading: "Notifications" },
  { name: "the palette", open: openPalette, heading: "Integrations" },
  { name: "the list of keys", open: openShortcuts, heading: "Subscriptions" },
  { name: "a message with a way back", open: openMessage, heading: "Integrations" },
  { name: "the receiver", open: (page) => page.goto("/receiver"), heading: "Receiver" },
  { name: "an empty inbox with an answer of its own", open: openNewInbox, heading: "Receiver" },
  { name: "a key that is rotated", open: openRotation, heading: "Operations board" },
  { name: "a test of any event", open: openTest, heading: "911 CAD" },
  {
    name: "an inactive subscription",
    open: (page) => follow(page, "/subscriptions", "County website"),
    heading: "County website",
  },
];

/** Nothing here goes by what the browser held before, so one tab shows all: a new one takes longer to start than a page. */
test.use({ reuseContext: true });

/** Cookies and what the browser keeps begin anew with each test; what the tab keeps, such as drafts, is on us. */
test.beforeEach(async ({ page }) => {
  const body = '<!doctype html><link rel="icon" href="data:,">';
  await page.route("/empty", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("/empty");
  await page.evaluate(() => sessionStorage.clear());
  await page.unroute("/empty");
});

for (const { name, open, heading } of PAGES) {
  test(name, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page);
    await expect(page.locator("main h1")).toHaveText(heading);
    await expectSound(page);
  });
}

test("the question before a key is rotated", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await follow(page, "/subscriptions", "911 CAD");
  await page.getByRole("button", { name: "Rotate key…" }).click();
  await page.getByRole("radio", { name: "None" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("stops at once");
  await expectSound(page);
});

test.describe("sign-in", () => {
  test.use({ isSignedIn: false });
  test("the page", async ({ page }) => {
    await page.goto("/sign-in");
    await expectSound(page);
  });
});

test.describe("a page that does not exist", () => {
  test.use({ expectedErrors: ["404"] });
  test("says so", async ({ page }) => {
    await page.goto("/integrations/int_unknown");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectSound(page);
  });
});

async function follow(page: Page, list: string, name: string | RegExp): Promise<void> {
  await page.goto(list);
  await page.getByRole("main").getByRole("table").getByRole("link", { name }).first().click();
  await page.waitForURL(/_[0-9a-z]{26}$/);
}

async function openFilledEditor(page: Page): Promise<void> {
  await page.goto("/integrations/new");
  await page.getByRole("combobox", { name: "Triggers" }).click();
  await page.getByRole("option", { name: /^alert\.sent/ }).click();
  await page.getByRole("button", { name: "Add filter" }).click();
  const field = page.getByLabel("Filter A, condition 1: field");
  await field.click();
  await field.fill("metadata.attributes.priority");
  await page.getByRole("option", { name: "metadata.attributes.priority" }).click();
  await page.getByLabel("Filter A, condition 1: values").pressSequentially("Emergency,");
  await page.getByRole("radio", { name: "New subscription" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toContainText(/[1-9]\d*of the last \d+/);
}

async function openRefusedEditor(page: Page): Promise<void> {
  await page.goto("/integrations/new");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAttribute("aria-invalid", "true");
}

async function openReport(page: Page): Promise<void> {
  await page.goto("/reports");
  await page.getByText("Show as a table").click();
  await expect(page.getByRole("table", { name: "Deliveries by hour" })).toBeVisible();
}

async function openPalette(page: Page): Promise<void> {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Search and go to" })).toBeFocused();
  await page.keyboard.type("siren");
  await expect(page.getByRole("group", { name: "Deliveries" }).getByRole("option").first()).toBeVisible();
}

async function openShortcuts(page: Page): Promise<void> {
  await page.goto("/subscriptions");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("combobox", { name: "Search and go to" })).toBeFocused();
  await page.keyboard.type("keyboard");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
}

/** The message does not go while the pointer is on it. */
async function openMessage(page: Page): Promise<void> {
  await page.goto("/integrations");
  const last = page.getByRole("switch", { name: /^Enabled: / }).last();
  await last.click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/ is (enabled|disabled)\./).first()).toBeVisible();
  await page
    .getByText(/ is (enabled|disabled)\./)
    .first()
    .hover();
}

async function openSubscriptionForm(page: Page): Promise<void> {
  await follow(page, "/subscriptions", "911 CAD");
  await page.getByRole("link", { name: "Edit" }).click();
  await page.waitForURL(/\/edit$/);
}

async function openNewInbox(page: Page): Promise<void> {
  await page.goto("/receiver");
  await page.getByRole("button", { name: "New inbox" }).click();
  await page.waitForURL(/inbox=rcv_/);
  await expect(page.getByRole("heading", { name: "Nothing has arrived here yet" })).toBeVisible();
  await page.getByRole("combobox", { name: "Answer" }).click();
  await page.getByRole("option", { name: /^Custom/ }).click();
  await expect(page.getByLabel("Retry-After")).toBeVisible();
}

/** The new key, and one that goes on signing for a while. */
async function openRotation(page: Page): Promise<void> {
  await follow(page, "/subscriptions", "Operations board");
  await page.getByRole("button", { name: "Rotate key…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Rotate key" }).click();
  await expect(page.getByText(/^Old key signs until/).first()).toBeVisible();
}

async function openSelection(page: Page): Promise<void> {
  await page.goto("/history?status=RETRYING,HELD,FAILED");
  await page.getByRole("checkbox", { name: "Select all on this page" }).click();
  await expect(page.getByRole("button", { name: /^Cancel \d+…$/ })).toBeVisible();
}

async function openTest(page: Page): Promise<void> {
  await follow(page, "/subscriptions", "911 CAD");
  await page.getByRole("radio", { name: "Pasted" }).click();
  await expect(page.getByLabel("Event as JSON")).toBeVisible();
}

async function openRefusedPassword(page: Page): Promise<void> {
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByLabel("Current password")).toHaveAttribute("aria-invalid", "true");
}

async function openSampleTest(page: Page): Promise<void> {
  await page.goto("/integrations");
  await page.getByRole("button", { name: "Actions: Emergency alerts to 911 CAD" }).click();
  await page.getByRole("menuitem", { name: "Send test…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send test" }).click();
  await expect(page.getByRole("dialog").getByRole("link", { name: "Open this delivery" })).toBeVisible();
}
