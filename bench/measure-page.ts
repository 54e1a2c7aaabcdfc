/** Opens one page in a browser with an empty cache and says what that cost. */
import type { BrowserContext, Page } from "@playwright/test";
import type { PageFigures } from "./page-budgets.ts";

/** After the last request: what loads or moves late is measured too. */
const SETTLED_MS = 700;
const IDLE_WITHIN_MS = 10_000;

type Vitals = { largestPaintMs: number; layoutShift: number; blockingMs: number };

/** In a page of its own; the cache of the context is not used. */
export async function measurePage(context: BrowserContext, path: string): Promise<PageFigures> {
  const page = await context.newPage();
  try {
    await page.addInitScript(observeVitals);
    const network = await watchNetwork(page);
    await page.goto(path);
    // A page that is live never stops loading.
    await page.waitForLoadState("networkidle", { timeout: IDLE_WITHIN_MS }).catch(() => undefined);
    await page.waitForTimeout(SETTLED_MS);
    const vitals = await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals);
    if (vitals.largestPaintMs === 0) throw new Error(`Nothing was seen to be painted at ${path}: it was not measured.`);
    const firstByteMs = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation");
      return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart - navigation.requestStart : 0;
    });
    return { ...network, ...vitals, firstByteMs };
  } finally {
    await page.close();
  }
}

/** Counts what comes over the wire, as it comes: compressed, without headers. */
async function watchNetwork(page: Page) {
  const counted = { scriptBytes: 0, styleBytes: 0, requests: 0 };
  const kinds = new Map<string, string>();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  session.on("Network.responseReceived", ({ requestId, type }) => {
    counted.requests += 1;
    kinds.set(requestId, type);
  });
  session.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind === "Script") counted.scriptBytes += encodedDataLength;
    if (kind === "Stylesheet") counted.styleBytes += encodedDataLength;
  });
  return counted;
}

/**
 * Runs in the page, before anything of it. Blocking: what of each long task is beyond 50 ms. Functions without names:
 * those get a helper of the compiler's, which the page does not have.
 */
function observeVitals(): void {
  const vitals: Vitals = { largestPaintMs: 0, layoutShift: 0, blockingMs: 0 };
  Object.assign(window, { vitals });
  for (const type of ["largest-contentful-paint", "layout-shift", "longtask"])
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value?: number })[]) {
        if (type === "largest-contentful-paint") vitals.largestPaintMs = entry.startTime;
        else if (type === "layout-shift") vitals.layoutShift += entry.value ?? 0;
        else vitals.blockingMs += Math.max(0, entry.duration - 50);
      }
    }).observe({ type, buffered: true });
}
