/**
 * What is asked of every page, wide and narrow, light and dark: no violation of WCAG 2.2 AA that a machine finds, and
 * nothing that has to be scrolled sideways.
 */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./product-under-test.ts";

/** What the scheme decides; all else is the same in both. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [1280, 390];

export async function expectSound(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page).toHaveTitle(/Signalpost/);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `pixels too wide at ${width}`).toBeLessThanOrEqual(0);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    expect(await violationsOf((await lookAt(page)).withTags(STANDARDS)), `${width} light`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await violationsOf((await lookAt(page)).withRules(RULES_OF_COLOUR)), `${width} dark`).toEqual([]);
  }
}

/**
 * Only violations are worked out in full, which takes half the time; all is in one frame, so no look opens a page. Axe
 * is half a megabyte that each look would have the browser read twice: a page that has it keeps it.
 */
async function lookAt(page: Page): Promise<AxeBuilder> {
  const hasAxe = await page.evaluate(() => "axe" in window);
  const axe = new AxeBuilder(hasAxe ? { page, axeSource: "undefined" } : { page });
  // No rule of these standards reads style sheets, which would be fetched once more for each look.
  return axe.options({ resultTypes: ["violations"], preload: false }).setLegacyMode();
}

async function violationsOf(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n  ")}`);
}
