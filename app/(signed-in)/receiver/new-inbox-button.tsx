"use client";
/** Makes an inbox with a fresh URL, at once, and shows it. */
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { CreateInbox } from "./documents.ts";

export function NewInboxButton() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);

  async function create() {
    setBusy(true);
    try {
      const { receiverInbox: made, userErrors } = (await mutate(CreateInbox, { input: {} })).createReceiverInbox;
      if (made) router.push(`/receiver?inbox=${made.id}`);
      for (const { message } of userErrors) toast.error(message);
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
    setBusy(false);
  }

  return (
    <Button variant="primary" icon={Plus} busy={busy} onClick={create}>
      New inbox
    </Button>
  );
}
