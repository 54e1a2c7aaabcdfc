/** What the screenshots show, and how one gets there in the sample data. */
import type { Page } from "@playwright/test";
import {
  askToRestore,
  endSession,
  fillEditor,
  openBroken,
  openEditor,
  showConflict,
  showDoubt,
  showDraft,
  showErrors,
  showSuggestions,
  showVersions,
} from "./screenshot-editor.ts";

export type Scene = {
  name: string;
  /** Taken once more at 390 px in the dark theme. */
  onPhone?: boolean;
  isSignedOut?: boolean;
  /** Of another account than the one with the sample data: taken only when it is named. */
  isElsewhere?: boolean;
  show: (page: Page) => Promise<unknown>;
};

export const SCENES: readonly Scene[] = [
  { name: "sign-in", isSignedOut: true, show: at("/sign-in") },
  { name: "overview", onPhone: true, show: at("/") },
  { name: "integrations", onPhone: true, show: at("/integrations") },
  { name: "integrations-no-match", show: at("/integrations?q=nothing+has+this+name") },
  { name: "editor-new", show: at("/integrations/new") },
  { name: "editor-filled", onPhone: true, show: fillEditor },
  { name: "editor", show: openEditor },
  { name: "editor-suggestions", show: showSuggestions },
  { name: "editor-doubt", show: showDoubt },
  { name: "editor-errors", show: showErrors },
  { name: "versions", show: showVersions },
  { name: "subscriptions", show: at("/subscriptions") },
  { name: "subscription", onPhone: true, show: firstOf("/subscriptions", "Fire dispatch CAD") },
  { name: "subscription-rotation", show: askToRotate },
  { name: "receiver", show: at("/receiver") },
  { name: "events", onPhone: true, show: at("/events") },
  { name: "event", onPhone: true, show: firstOf("/events?type=alert.sent", /^Hazardous materials spill/) },
  { name: "delivery-failing", onPhone: true, show: openFailingDelivery },
  { name: "history", onPhone: true, show: at("/history") },
  { name: "reports", show: at("/reports") },
  { name: "notifications", show: at("/notifications") },
  { name: "settings", show: at("/settings") },
  { name: "palette", show: showPalette },
  { name: "palette-switch", onPhone: true, show: askPaletteToSwitch },
  { name: "subscriptions-no-match", show: at("/subscriptions?q=nothing+has+this+name") },
  { name: "events-no-match", show: at("/events?q=nothing+has+this+name") },
  { name: "history-no-match", show: at("/history?q=nothing+has+this+name") },
  { name: "subscription-new", onPhone: true, show: at("/subscriptions/new") },
  { name: "user-new", show: at("/settings/users/new") },
  { name: "api-key-new", show: at("/settings/api-keys/new") },
  { name: "account", show: at("/settings/account") },
  { name: "notification-settings", show: at("/settings/notifications") },
  { name: "shortcuts", show: showShortcuts },
  { name: "dialog-delete", show: askOfIntegration("Delete…") },
  { name: "dialog-send-test", onPhone: true, show: askOfIntegration("Send test…") },
  { name: "dialog-retry-failed", show: askToRetry },
  { name: "draft", show: showDraft },
  { name: "toast", onPhone: true, show: switchOff },
  { name: "session-ended", onPhone: true, show: endSession },
  { name: "loading", show: showLoading },
  { name: "empty", onPhone: true, isElsewhere: true, show: at("/integrations") },
  { name: "overview-empty", isElsewhere: true, show: at("/") },
  { name: "editor-template", isElsewhere: true, show: at("/integrations/new?template=emergency-alerts") },
  { name: "not-enabled", onPhone: true, isElsewhere: true, show: at("/integrations") },
  { name: "not-found", show: at("/integrations/00000000-0000-0000-0000-000000000000") },
  // These two change what the others show.
  { name: "conflict", onPhone: true, show: showConflict },
  { name: "dialog-restore", show: askToRestore },
  // Of an integration whose stored versions nobody can read: `update integration_revisions set filters = '"broken"'`.
  { name: "error", onPhone: true, isElsewhere: true, show: openBroken },
];

function at(path: string): Scene["show"] {
  return (page) => page.goto(path);
}

/** The page of a list's first thing of this name. */
function firstOf(list: string, name: string | RegExp): Scene["show"] {
  return async (page) => {
    await page.goto(list);
    await page.getByRole("main").getByRole("link", { name }).first().click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
  };
}

async function askToRotate(page: Page): Promise<void> {
  await firstOf("/subscriptions", "911 CAD")(page);
  await page.getByRole("button", { name: "Rotate key…" }).click();
  await page.getByRole("alertdialog").waitFor();
}

async function openFailingDelivery(page: Page): Promise<void> {
  // Retried while the product is young, and held once the circuit breaker has opened.
  await page.goto("/history?status=RETRYING,HELD");
  await page.locator('a[href^="/deliveries/"]').first().click();
  await page.waitForURL("**/deliveries/*");
  await page.getByRole("heading", { level: 1 }).waitFor();
}

async function showPalette(page: Page): Promise<void> {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").waitFor();
}

async function showShortcuts(page: Page): Promise<void> {
  await page.goto("/", { waitUntil: "networkidle" });
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
}

/** The question that an entry of a row's menu asks first. */
function askOfIntegration(entry: string): Scene["show"] {
  return async (page) => {
    await page.goto("/integrations", { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Actions: Emergency alerts to 911 CAD" }).click();
    await page.getByRole("menuitem", { name: entry }).click();
    await page.locator("[role=dialog], [role=alertdialog]").waitFor();
  };
}

async function askToRetry(page: Page): Promise<void> {
  await page.goto("/history?status=FAILED");
  // It is live, so its network is never idle.
  await page.waitForTimeout(2_000);
  await page.getByRole("button", { name: "Retry failed…" }).click();
  await page.getByRole("alertdialog").waitFor();
}

/** A list on a slow line: what is there before its rows are. */
async function showLoading(page: Page): Promise<void> {
  await page.goto("/", { waitUntil: "networkidle" });
  // Never answered.
  await page.route(/\/events/, () => undefined);
  await page.getByRole("link", { name: "Events", exact: true }).first().click();
  await page.waitForTimeout(1_000);
}

async function askPaletteToSwitch(page: Page): Promise<void> {
  await showPalette(page);
  await page.keyboard.type("disable to");
  await page
    .getByRole("option", { name: /^Disable / })
    .first()
    .waitFor();
}

/** With the way back in the message. */
async function switchOff(page: Page): Promise<void> {
  const enabled = page.getByRole("switch", { name: "Enabled: Siren tests to the vendor's log" });
  await page.goto("/integrations", { waitUntil: "networkidle" });
  if (!(await enabled.isChecked())) {
    await enabled.click();
    await page.getByRole("button", { name: "Undo" }).waitFor();
    await page.goto("/integrations", { waitUntil: "networkidle" });
  }
  await enabled.click();
  await page.getByText("Siren tests to the vendor's log is disabled.", { exact: true }).waitFor();
  await page.waitForTimeout(1_000);
}
