/** For `npm run dev`: restarts programs when their sources change. The web program sees to its own sources itself. */
import { watch } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Kept } from "./keep-running.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDERS = ["jobs", "db", "webhooks"];
/** Editors and version control change many files in one go. */
const SETTLE_MS = 200;

/** Watches until the process ends. */
export function restartOnChange(programs: readonly Kept[]): void {
  let settling: NodeJS.Timeout | undefined;
  for (const folder of FOLDERS) {
    watch(join(ROOT, folder), { recursive: true, persistent: false }, () => {
      clearTimeout(settling);
      settling = setTimeout(() => {
        for (const program of programs) program.restart();
      }, SETTLE_MS);
    });
  }
}
