/**
 * How the tests of the pages run: in a real Chromium, against the whole product as `npm start` runs it, with its sample
 * data and a data folder of its own. Needs the build, which the test run makes first.
 */
import { defineConfig, devices } from "@playwright/test";
import { productUrl } from "./browser/product-under-test.ts";

export default defineConfig({
  testDir: "browser",
  outputDir: "../test-results",
  globalSetup: "./browser/start-product.ts",
  workers: 3,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  use: {
    ...devices["Desktop Chrome"],
    baseURL: productUrl(),
    viewport: { width: 1280, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        // A page of tests lives for seconds: room for what it makes costs less than to gather it up again and again.
        "--js-flags=--min-semi-space-size=32 --max-semi-space-size=64",
      ],
    },
    screenshot: "only-on-failure",
  },
});
