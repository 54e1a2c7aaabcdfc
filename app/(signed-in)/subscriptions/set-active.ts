/** Activates or deactivates one subscription and says what came of it; loaded when somebody does so. */
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { countOf } from "../../wording/numbers.ts";
import { UpdateSubscription } from "./form/documents.ts";

type Switched = { id: string; name: string; held: number };

/** `undo`: what the message offers as the way back. Whether it is made. */
export async function setActive(
  { id, name, held }: Switched,
  isActive: boolean,
  undo: (() => void) | null,
): Promise<boolean> {
  const switched = await makeChange(
    mutate(UpdateSubscription, { input: { id, isActive } }).then((made) => made.updateWebhookSubscription),
  );
  if (!switched) return false;
  toast(`${name} is ${isActive ? "active" : "inactive"}.`, {
    description: isActive
      ? held > 0
        ? `${countOf(held, "held delivery", "held deliveries")} ${held === 1 ? "goes" : "go"} out now.`
        : "Nothing was held."
      : "Its deliveries are held until it is active again. None is dropped.",
    about: id,
    action: undo ? { label: "Undo", onClick: undo } : undefined,
  });
  return true;
}
