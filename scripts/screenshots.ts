/**
 * Takes the screenshots of docs/screenshots from a product that runs with its sample data:
 * `node --import tsx scripts/screenshots.ts http://127.0.0.1:3000 admin@example.com <password>`. What each shows, and how
 * one gets there, is in screenshot-scenes.ts and screenshot-editor.ts; names behind the password take those scenes only.
 * Those of an account without integrations (empty) or with none enabled (not-enabled) are taken by name, as its person.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ensureBrowser } from "./find-browser.ts";
import { inOneSentence } from "./in-one-sentence.ts";
import { ROOT } from "./run-command.ts";
import { SCENES, type Scene } from "./screenshot-scenes.ts";

const FOLDER = join(ROOT, "docs", "screenshots");
const WIDE = { viewport: { width: 1280, height: 1000 }, colorScheme: "light" } as const;
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;

await inOneSentence(async () => {
  const [address, email, password, ...only] = process.argv.slice(2);
  if (!address || !email || !password)
    throw new Error("Give the address, the e-mail and the password to sign in with.");
  await mkdir(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: await ensureBrowser(console.log), args: ["--no-sandbox"] });
  try {
    const scenes = SCENES.filter(({ name, isElsewhere }) => (only.length === 0 ? !isElsewhere : only.includes(name)));
    for (const look of [WIDE, PHONE]) {
      const wanted = scenes.filter(({ onPhone }) => look === WIDE || onPhone);
      await takeAll(browser, { ...look, baseURL: address }, { email, password }, wanted);
    }
  } finally {
    await browser.close();
  }
});

type Look = (typeof WIDE | typeof PHONE) & { baseURL: string };
type Credentials = { email: string; password: string };

async function takeAll(browser: Browser, look: Look, credentials: Credentials, scenes: Scene[]): Promise<void> {
  const context = await browser.newContext({ ...look, locale: "en-US", reducedMotion: "reduce" });
  const isPhone = look.colorScheme === "dark";
  for (const isSignedOut of [true, false]) {
    if (!isSignedOut) await signIn(await context.newPage(), credentials);
    for (const { name, show } of scenes.filter((scene) => Boolean(scene.isSignedOut) === isSignedOut)) {
      const page = await context.newPage();
      await show(page);
      await save(page, `${name}${isPhone ? "-dark-390" : ""}`);
      await page.close();
    }
  }
  await context.close();
}

/** As WebP: a quarter of a PNG's bytes. */
async function save(page: Page, name: string): Promise<void> {
  // A page that is live never stops loading.
  await page.waitForLoadState("networkidle", { timeout: 3_000 }).catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  await writeFile(join(FOLDER, `${name}.webp`), Buffer.from(data, "base64"));
}

async function signIn(page: Page, { email, password }: Credentials): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "Sign in" }).waitFor();
  await page.close();
}
