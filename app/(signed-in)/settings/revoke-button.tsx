"use client";
/** Revokes an API key after saying what that means. */
import { useRouter } from "next/navigation";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { RevokeApiKey } from "./documents.ts";

export function RevokeButton({ apiKey }: { apiKey: { id: string; name: string } }) {
  const router = useRouter();

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
        <Button variant="danger" small aria-label={`Revoke ${apiKey.name}`}>
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
