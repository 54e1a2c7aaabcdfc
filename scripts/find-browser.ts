/** The Chromium that looks at the pages in tests; installed from the system's packages if there is none. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { runCommand } from "./run-command.ts";

/** The shell first: the same engine without the browser's own windows, for about a third less work. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const CHROME_ON_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Debian has both, older ones only the second. */
const PACKAGES = ["chromium-headless-shell", "chromium"];

/** Its path. Throws one sentence if there is none and it cannot be installed. */
export async function ensureBrowser(say: (line: string) => void): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  const canInstall = process.getuid?.() === 0 && process.platform === "linux";
  if (!canInstall) {
    throw new Error("The tests of the pages need Chromium or Chrome; install it, or set CHROMIUM_PATH to one.");
  }
  say("Installing Chromium for the tests of the pages …");
  const updated = await aptGet("update");
  if (updated.code !== 0)
    throw new Error(`Chromium could not be installed; apt-get update says:\n${updated.output.trim()}`);
  let refusal = "";
  for (const name of PACKAGES) {
    const { code, output } = await aptGet("install", "-y", "--no-install-recommends", name);
    if (code === 0) break;
    refusal = output.trim();
  }
  const installed = await findBrowser();
  if (!installed)
    throw new Error(`Chromium could not be installed; set CHROMIUM_PATH to one. apt-get install says:\n${refusal}`);
  return installed;
}

function aptGet(...parameters: string[]): ReturnType<typeof runCommand> {
  return runCommand("apt-get", parameters, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    isOurs: false,
  });
}

async function findBrowser(): Promise<string | null> {
  const set = process.env.CHROMIUM_PATH;
  if (set) {
    if (await isExecutable(set)) return set;
    throw new Error(`CHROMIUM_PATH is ${set}, which cannot be run.`);
  }
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  for (const place of [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), CHROME_ON_MAC]) {
    if (await isExecutable(place)) return place;
  }
  return null;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
