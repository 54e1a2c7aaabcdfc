/** Enables or disables one integration and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { SetIntegrationEnabled } from "./documents.ts";

/** `undo`: what the message offers as the way back. */
export async function setEnabled(
  { id, name }: { id: string; name: string },
  isEnabled: boolean,
  undo: (() => void) | null,
): Promise<void> {
  try {
    const { updateIntegration } = await mutate(SetIntegrationEnabled, { input: { id, isEnabled } });
    const fault = updateIntegration.userErrors[0];
    if (fault) toast.error(fault.message);
    else
      toast(`${name} is ${isEnabled ? "enabled" : "disabled"}.`, {
        description: isEnabled
          ? "It sends from the next matching event on."
          : "Matching events are not sent. Waiting deliveries go on.",
        action: undo ? { label: "Undo", onClick: undo } : undefined,
      });
  } catch (thrown) {
    toast.error(failureSentence(thrown));
  }
}
