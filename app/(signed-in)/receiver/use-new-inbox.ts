/** Makes an inbox with a fresh URL, at once, and goes where it is shown or used. For client components. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { CreateInbox } from "./documents.ts";

/** `page`: told of the inbox in its address. */
export function useNewInbox(page: "/receiver" | "/integrations/new"): { busy: boolean; create: () => Promise<void> } {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  async function create() {
    setBusy(true);
    const made = await makeChange(mutate(CreateInbox, { input: {} }).then((data) => data.createReceiverInbox));
    if (made?.receiverInbox) router.push(`${page}?inbox=${made.receiverInbox.id}`);
    setBusy(false);
  }

  return { busy, create };
}
