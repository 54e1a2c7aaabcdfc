/** Makes an inbox with a fresh URL, at once, and goes where it is shown or used. For client components. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { onDemand } from "../../on-demand.ts";

/** `page`: told of the inbox in its address. */
export function useNewInbox(page: "/receiver" | "/integrations/new"): { busy: boolean; create: () => Promise<void> } {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  async function create() {
    setBusy(true);
    const go = (id: string) => router.push(`${page}?inbox=${id}`);
    await onDemand(import("./make-inbox.ts"), ({ makeInbox }) => makeInbox(go));
    setBusy(false);
  }

  return { busy, create };
}
