"use client";
/** Makes an inbox and shows it. */
import { Plus } from "lucide-react";
import { Button } from "#ui/button";
import { useNewInbox } from "./use-new-inbox.ts";

export function NewInboxButton() {
  const { busy, create } = useNewInbox("/receiver");
  return (
    <Button variant="primary" icon={Plus} busy={busy} onClick={create}>
      New inbox
    </Button>
  );
}
