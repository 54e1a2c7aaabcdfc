"use client";
/** Revokes an API key after saying what that means. */
import { useRouter } from "next/navigation";
import { useLayoutEffect, useRef } from "react";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { focusOn } from "../../ui/focus-on.ts";
import { RevokeApiKey } from "./documents.ts";

export function RevokeButton({ apiKey }: { apiKey: { id: string; name: string } }) {
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  // It goes with the key that it revoked; who had the focus on it goes on at the head of its section.
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (own === document.activeElement) focusOn(own?.closest("section")?.querySelector<HTMLElement>("h2"));
    };
  }, []);

  async function revoke() {
    const revoked = await makeChange(
      mutate(RevokeApiKey, { input: { id: apiKey.id } }).then((made) => made.revokeApiKey),
    );
    if (revoked) toast(`${apiKey.name} is revoked.`);
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <Button ref={button} variant="danger" small aria-label={`Revoke ${apiKey.name}`}>
          Revoke…
        </Button>
      }
      title={`Revoke ${apiKey.name}`}
      verb="Revoke key"
      onConfirm={revoke}
    >
      <p>Programs that use this key are refused from the next request on. It cannot be brought back.</p>
    </ConfirmDialog>
  );
}
