/** Deletes one subscription and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { DeleteSubscription } from "./[id]/documents.ts";

/** Whether it is deleted. */
export async function removeSubscription({ id, name }: { id: string; name: string }): Promise<boolean> {
  try {
    const { deleteWebhookSubscription } = await mutate(DeleteSubscription, { input: { id } });
    const fault = deleteWebhookSubscription.userErrors[0];
    if (fault) toast.error(fault.message);
    else toast(`${name} is deleted.`);
    return !fault;
  } catch (thrown) {
    toast.error(failureSentence(thrown));
    return false;
  }
}
