/** One more attempt of a delivery now, and what came of asking for it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { mutate } from "../../../browser-api.ts";
import { makeChange } from "../../../make-change.ts";
import { RetryDelivery } from "./documents.ts";

/** `said`: the message once it is on its way. */
export async function retryDelivery(id: string, said: string): Promise<void> {
  const retried = await makeChange(mutate(RetryDelivery, { input: { id } }).then((made) => made.retryDelivery));
  if (retried) toast(said);
}
