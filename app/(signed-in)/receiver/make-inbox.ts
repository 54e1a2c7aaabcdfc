/** Makes an inbox with a fresh URL, at once. Loaded with the press that asks for it. */
import { askFromBrowser, mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { onceMaker } from "../../make-once.ts";
import { CreateInbox, InboxesQuery } from "./documents.ts";

const makeOnce = onceMaker();

/** `use` gets its id; not called where none was made, which the person was told. */
export async function makeInbox(use: (id: string) => void): Promise<void> {
  const made = await makeChange(makeOnce({ input: {}, list: inboxIds, make: create }));
  if (made?.id) use(made.id);
}

async function create() {
  const { receiverInbox, userErrors } = (await mutate(CreateInbox, { input: {} })).createReceiverInbox;
  return { id: receiverInbox?.id ?? null, userErrors };
}

async function inboxIds(): Promise<string[]> {
  return (await askFromBrowser(InboxesQuery, {})).receiverInboxes.map(({ id }) => id);
}
