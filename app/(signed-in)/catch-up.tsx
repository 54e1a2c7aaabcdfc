"use client";
/** Reads the page anew, as soon as the server answers, when it may show what is not so; also under pointer and focus. */
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { onOvertaken } from "../overtaken.ts";
import { serverAnswers } from "../server-answers.ts";

const AGAIN_AFTER_MS = 2_000;

export function CatchUp() {
  const router = useRouter();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    async function catchUp() {
      clearTimeout(timer);
      const answers = await serverAnswers();
      if (isOver) return;
      if (answers) router.refresh();
      else timer = setTimeout(catchUp, AGAIN_AFTER_MS);
    }
    const stop = onOvertaken(() => void catchUp());
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [router]);
  return null;
}
