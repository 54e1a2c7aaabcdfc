/** Deletes one integration and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { DeleteIntegration } from "./editor/documents.ts";

/** Whether it is deleted. */
export async function removeIntegration({ id, name }: { id: string; name: string }): Promise<boolean> {
  try {
    const { deleteIntegration } = await mutate(DeleteIntegration, { input: { id } });
    const fault = deleteIntegration.userErrors[0];
    if (fault) toast.error(fault.message);
    else toast(`${name} is deleted.`);
    return !fault;
  } catch (thrown) {
    toast.error(failureSentence(thrown));
    return false;
  }
}
