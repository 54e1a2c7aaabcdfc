"use client";
/** Until when an old key signs, counted down; once it is over the page is asked anew. */
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { exactUtc } from "../../../wording/instants.ts";
import { timeLeft, utcMoment } from "../../../wording/retirement.ts";

const TICK_MS = 1_000;

export function KeyCountdown({ expiresAt }: { expiresAt: string }) {
  const router = useRouter();
  const [now, setNow] = useState(() => new Date());
  const at = new Date(expiresAt);
  const left = timeLeft(at, now);
  const isOver = left === null;
  useEffect(() => {
    if (isOver) {
      router.refresh();
      return;
    }
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, [isOver, router]);
  return (
    <span suppressHydrationWarning>
      {isOver ? "Old key, signs no longer." : "Old key signs until "}
      {isOver ? null : (
        <>
          <time dateTime={expiresAt} title={exactUtc(at)} suppressHydrationWarning>
            {utcMoment(at, now)}
          </time>
          {`, in ${left}.`}
        </>
      )}
    </span>
  );
}
