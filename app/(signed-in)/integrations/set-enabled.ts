/** Enables or disables one integration and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { SetIntegrationEnabled } from "./documents.ts";

/** `undo`: what the message offers as the way back. Whether it is made. */
export async function setEnabled(
  { id, name }: { id: string; name: string },
  isEnabled: boolean,
  undo: (() => void) | null,
): Promise<boolean> {
  const switched = await makeChange(
    mutate(SetIntegrationEnabled, { input: { id, isEnabled } }).then((made) => made.updateIntegration),
  );
  if (!switched) return false;
  toast(`${name} is ${isEnabled ? "enabled" : "disabled"}.`, {
    description: isEnabled
      ? "It sends from the next matching event on."
      : "Matching events are not sent. Waiting deliveries go on.",
    about: id,
    action: undo ? { label: "Undo", onClick: undo } : undefined,
  });
  return true;
}
