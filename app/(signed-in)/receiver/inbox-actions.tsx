"use client";
/** Clears or deletes an inbox, after saying what that means. */
import { Eraser, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#ui/button";
import { ConfirmDialog } from "#ui/dialog";
import { toast } from "#ui/toast";
import { failureSentence, mutate } from "../../browser-api.ts";
import { countOf } from "../../wording/numbers.ts";
import { ClearInbox, DeleteInbox, type Inbox } from "./documents.ts";

export function InboxActions({ inbox: { id, name, requestCount, subscriptions } }: { inbox: Inbox }) {
  const router = useRouter();

  async function act(change: () => Promise<{ userErrors: { message: string }[] }>, done: string, goes: boolean) {
    try {
      const { userErrors } = await change();
      for (const { message } of userErrors) toast.error(message);
      if (userErrors.length > 0) return;
      toast(done);
      if (goes) router.push("/receiver");
      router.refresh();
    } catch (thrown) {
      toast.error(failureSentence(thrown));
    }
  }
  const clear = async () => (await mutate(ClearInbox, { input: { id } })).clearReceiverInbox;
  const remove = async () => (await mutate(DeleteInbox, { input: { id } })).deleteReceiverInbox;

  return (
    <>
      {requestCount > 0 ? (
        <ConfirmDialog
          trigger={
            <Button small icon={Eraser}>
              Clear…
            </Button>
          }
          title={`Clear ${name}`}
          verb="Clear inbox"
          onConfirm={() => act(clear, `${name} is empty.`, false)}
        >
          <p>
            {countOf(requestCount, "request")} {requestCount === 1 ? "is" : "are"} forgotten. The address and its answer
            stay, and so does the history of deliveries.
          </p>
        </ConfirmDialog>
      ) : null}
      <ConfirmDialog
        trigger={
          <Button small variant="danger" icon={Trash2}>
            Delete…
          </Button>
        }
        title={`Delete ${name}`}
        verb="Delete inbox"
        onConfirm={() => act(remove, `${name} is deleted.`, true)}
      >
        <p>Its address answers 404 from now on, and what it got is forgotten.</p>
        {subscriptions.length > 0 ? (
          <p>
            {subscriptions.map((subscription) => subscription.name).join(", ")}{" "}
            {subscriptions.length === 1 ? "sends" : "send"} to it: deliveries will fail until{" "}
            {subscriptions.length === 1 ? "its" : "their"} URI is another.
          </p>
        ) : null}
      </ConfirmDialog>
    </>
  );
}
