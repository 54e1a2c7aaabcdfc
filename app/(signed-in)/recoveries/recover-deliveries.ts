/** Begins a recovery, or counts what one would try again; loaded when somebody asks for it. */
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { RecoverDeliveries, type RecoveryFilter } from "./documents.ts";

/** How many deliveries it is about; null: it was refused, which was said. */
export async function recoverDeliveries(filter: RecoveryFilter, dryRun: boolean): Promise<number | null> {
  const begun = await makeChange(
    mutate(RecoverDeliveries, { input: { filter, dryRun } }).then((made) => made.recoverDeliveries),
  );
  return begun && (begun.total ?? 0);
}
