/** Deletes one subscription and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { DeleteSubscription } from "./[id]/documents.ts";

/** Whether it is deleted. */
export async function removeSubscription({ id, name }: { id: string; name: string }): Promise<boolean> {
  const deleted = await makeChange(
    mutate(DeleteSubscription, { input: { id } }).then((made) => made.deleteWebhookSubscription),
  );
  if (deleted) toast(`${name} is deleted.`);
  return deleted !== null;
}
