/** Makes an inbox with a fresh URL, at once. Loaded with the press that asks for it. */
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { CreateInbox } from "./documents.ts";

/** `use` gets its id; not called where none was made, which the person was told. */
export async function makeInbox(use: (id: string) => void): Promise<void> {
  const made = await makeChange(mutate(CreateInbox, { input: {} }).then((data) => data.createReceiverInbox));
  if (made?.receiverInbox) use(made.receiverInbox.id);
}
