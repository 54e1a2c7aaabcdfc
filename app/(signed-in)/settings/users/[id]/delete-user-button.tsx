"use client";
/** Removes a user after saying what that means. */
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { mutate } from "../../../../browser-api.ts";
import { makeChange } from "../../../../make-change.ts";
import { DeleteUser, type ListedUser } from "../../documents.ts";

type DeleteUserButtonProps = { user: ListedUser; isOwn: boolean };

export function DeleteUserButton({ user, isOwn }: DeleteUserButtonProps) {
  const router = useRouter();

  async function remove() {
    const deleted = await makeChange(mutate(DeleteUser, { input: { id: user.id } }).then((made) => made.deleteUser));
    if (!deleted) return;
    toast(`${user.name} is removed.`);
    router.push("/settings");
    router.refresh();
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger" icon={Trash2}>
          Remove…
        </Button>
      }
      title={isOwn ? "Remove yourself" : `Remove ${user.name}`}
      verb="Remove user"
      onConfirm={remove}
    >
      <p>
        {isOwn
          ? "You are signed out at once and cannot sign in again."
          : "The person is signed out everywhere at once."}{" "}
        The audit trail keeps the name.
      </p>
    </ConfirmDialog>
  );
}
