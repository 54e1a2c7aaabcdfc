"use client";
/** Makes an inbox, and opens a new integration that sends to it. */
import { Inbox } from "lucide-react";
import { Button } from "#ui/button";
import { useNewInbox } from "../receiver/use-new-inbox.ts";

export function TryInboxButton() {
  const { busy, create } = useNewInbox("/integrations/new");
  return (
    <Button icon={Inbox} busy={busy} onClick={create}>
      Try with a test inbox
    </Button>
  );
}
