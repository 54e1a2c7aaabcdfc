"use client";
/** Ways to have read a notification: saying so, of one or of all, and following it to its page. */
import { Check, CheckCheck } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "#ui/button";
import { mutate } from "../../browser-api.ts";
import { makeChange } from "../../make-change.ts";
import { MarkNotificationsRead } from "./documents.ts";

/** `ids` null: all. Draws page and bell anew. */
function useMarking(ids: readonly string[] | null) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  async function mark() {
    setBusy(true);
    await makeChange(
      mutate(MarkNotificationsRead, { ids: ids && [...ids] }).then((made) => made.markNotificationsRead),
    );
    router.refresh();
    setBusy(false);
  }
  return { busy, mark };
}

export function MarkAllRead() {
  const { busy, mark } = useMarking(null);
  return (
    <Button icon={CheckCheck} busy={busy} onClick={mark}>
      Mark all read
    </Button>
  );
}

/** `title`: what it says, for the button's name. */
export function MarkRead({ id, title }: { id: string; title: string }) {
  const { busy, mark } = useMarking([id]);
  return (
    <Button variant="ghost" small icon={Check} busy={busy} onClick={mark} aria-label={`Mark read: ${title}`}>
      Mark read
    </Button>
  );
}

/** A link to what a notification is about; whoever follows it has read it. */
export function ReadingLink({ id, href, children }: { id: string; href: string; children: ReactNode }) {
  const { mark } = useMarking([id]);
  return (
    <Link
      href={href}
      prefetch={false}
      dir="auto"
      className="wrap-anywhere hover:text-accent-ink"
      onClick={() => void mark()}
    >
      {children}
    </Link>
  );
}
