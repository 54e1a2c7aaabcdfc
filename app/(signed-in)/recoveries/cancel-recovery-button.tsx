"use client";
/** Stops a recovery; what it took up already goes on. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { CancelRecovery } from "./documents.ts";

export function CancelRecoveryButton({ id }: { id: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function cancel() {
    setBusy(true);
    try {
      const { cancelRecovery } = await mutate(CancelRecovery, { input: { id } });
      const fault = cancelRecovery.userErrors[0];
      if (fault) toast.error(fault.message);
      else toast("The recovery is stopped. What it took up already goes on.");
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
    setBusy(false);
    router.refresh();
  }
  return (
    <Button small busy={busy} onClick={cancel}>
      Stop
    </Button>
  );
}
