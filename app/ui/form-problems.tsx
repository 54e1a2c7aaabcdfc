"use client";
/**
 * What is wrong with a form as a whole, above its fields. It takes the focus, and so comes into view from the button at
 * the other end, unless that is on a field that something is wrong with as well.
 */
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Note } from "./note.tsx";

/** `problems`: the sentences of one save; another list is another save. */
export function FormProblems({ problems }: { problems: readonly string[] }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problems.length > 0 && document.activeElement?.getAttribute("aria-invalid") !== "true") note.current?.focus();
  }, [problems]);
  if (problems.length === 0) return null;
  return (
    <Note tone="bad" icon={CircleAlert} role="alert" focusRef={note}>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </Note>
  );
}
