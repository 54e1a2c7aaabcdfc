"use client";
/** Stops a recovery; what it took up already goes on. */
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { CancelRecovery } from "./documents.ts";

export function CancelRecoveryButton({ id }: { id: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function cancel() {
    setBusy(true);
    const cancelled = await makeChange(mutate(CancelRecovery, { input: { id } }).then((made) => made.cancelRecovery));
    if (cancelled) toast("The recovery is stopped. What it took up already goes on.");
    setBusy(false);
    router.refresh();
  }
  return (
    <Button small busy={busy} onClick={cancel}>
      Stop
    </Button>
  );
}
