/** What is wrong with a form as a whole, above its fields; read aloud when it appears. */
import { CircleAlert } from "lucide-react";
import { Note } from "./note.tsx";

export function FormProblems({ problems }: { problems: readonly string[] }) {
  if (problems.length === 0) return null;
  return (
    <Note tone="bad" icon={CircleAlert} role="alert">
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </Note>
  );
}
