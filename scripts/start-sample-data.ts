/** Has the sample data loaded by a program of its own, while people already sign in. Without it the product still works. */
import type { Logger } from "pino";
import { runCommand } from "./run-command.ts";

/** Returns at once; a failure is logged. */
export function startSampleData(tenantId: string, { env, log }: { env: NodeJS.ProcessEnv; log: Logger }): void {
  const complain = (reason: string) => log.warn({ reason: reason.trim() }, "the sample data is not complete");
  runCommand("tsx", ["scripts/sample-data.ts", tenantId], { env }).then(
    ({ code, output }) => {
      if (code !== 0) complain(output);
    },
    (error: unknown) => complain(String(error)),
  );
}
