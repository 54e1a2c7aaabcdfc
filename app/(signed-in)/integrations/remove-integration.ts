/** Deletes one integration and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { DeleteIntegration } from "./editor/documents.ts";

/** Whether it is deleted. */
export async function removeIntegration({ id, name }: { id: string; name: string }): Promise<boolean> {
  const deleted = await makeChange(mutate(DeleteIntegration, { input: { id } }).then((made) => made.deleteIntegration));
  if (deleted) toast(`${name} is deleted.`);
  return deleted !== null;
}
