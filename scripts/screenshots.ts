/**
 * Takes the README's screenshots from a product that runs with its sample data:
 * `node --import tsx scripts/screenshots.ts http://127.0.0.1:3000 admin@example.com <password>`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { ensureBrowser } from "./find-browser.ts";
import { inOneSentence } from "./in-one-sentence.ts";
import { ROOT } from "./run-command.ts";

const FOLDER = join(ROOT, "docs", "screenshots");
const SIZE = { width: 1280, height: 1000 };

await inOneSentence(async () => {
  const [address, email, password] = process.argv.slice(2);
  if (!address || !email || !password)
    throw new Error("Give the address, the e-mail and the password to sign in with.");
  const browser = await chromium.launch({ executablePath: await ensureBrowser(console.log), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ baseURL: address, viewport: SIZE, colorScheme: "light", locale: "en-US" });
    await signIn(page, email, password);
    await openExplainedEvent(page);
    await mkdir(FOLDER, { recursive: true });
    await page.screenshot({ path: join(FOLDER, "event.png") });
  } finally {
    await browser.close();
  }
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Sign in" }).waitFor();
}

/** An alert that two integrations let through: one receiver took it, the other is not there. */
async function openExplainedEvent(page: Page): Promise<void> {
  await page.goto("/events?type=alert.sent");
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Hazardous materials spill/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: /^Hazardous materials spill/ }).waitFor();
  await page.evaluate(() => document.fonts.ready);
}
