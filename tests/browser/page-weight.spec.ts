/** What the list that people open most costs to load, and the editor. `npm run bench:pages` measures every page. */
import { expect, test } from "./product-under-test.ts";

/** Of JavaScript, compressed, before anybody has done anything. */
const BYTES_MAX = [
  ["/integrations", 150_000],
  ["/integrations/new", 230_000],
] as const;

for (const [path, bytesMax] of BYTES_MAX) {
  test(`${path} loads less than ${bytesMax / 1000} kB of JavaScript`, async ({ page }) => {
    const scripts: Promise<{ bytes: number; encoding: string | null; kept: string | null }>[] = [];
    page.on("requestfinished", (request) => {
      if (request.resourceType() !== "script") return;
      const measure = async () => {
        const response = await request.response();
        return {
          bytes: (await request.sizes()).responseBodySize,
          encoding: (await response?.headerValue("content-encoding")) ?? null,
          kept: (await response?.headerValue("cache-control")) ?? null,
        };
      };
      scripts.push(measure());
    });
    await page.goto(path, { waitUntil: "networkidle" });
    const loaded = await Promise.all(scripts);
    expect(loaded.length).toBeGreaterThan(3);
    expect(loaded.every(({ encoding }) => encoding === "br" || encoding === "gzip")).toBe(true);
    expect(loaded.every(({ kept }) => kept?.includes("immutable"))).toBe(true);
    expect(loaded.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(bytesMax);
  });
}
