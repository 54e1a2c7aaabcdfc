/** How far something came, as a line under the sentence that says it; `labelledBy` is that sentence's id. */
type ProgressBarProps = { done: number; total: number; labelledBy: string };

export function ProgressBar({ done, total, labelledBy }: ProgressBarProps) {
  return (
    <progress
      aria-labelledby={labelledBy}
      value={done}
      max={Math.max(total, 1)}
      className="progress-line h-1.5 w-full max-w-80"
    />
  );
}
