/** What a receiver answered to a test: outcome, sentence and body. */
import type { ReactNode } from "react";
import { CodePill } from "#ui/code-pill";
import { Note } from "#ui/note";
import { ATTEMPT_OUTCOME } from "#ui/status";
import type { AttemptOutcome } from "#webhooks/outcome";
import { formatDuration } from "../../wording/numbers.ts";

type TestAnswerProps = {
  answer: {
    outcome: AttemptOutcome;
    cause: string;
    statusCode: number | null;
    durationMs: number;
    body: string | null;
  };
  children?: ReactNode;
};

export function TestAnswer({ answer: { outcome, cause, statusCode, durationMs, body }, children }: TestAnswerProps) {
  const { tone, icon, word } = ATTEMPT_OUTCOME[outcome];
  return (
    <Note tone={tone} icon={icon}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{word}</span>
        <CodePill statusCode={statusCode} outcome={outcome} />
        <span className="text-ink-2">in {formatDuration(durationMs)}</span>
      </p>
      <p className="mt-1">{cause}</p>
      {body ? (
        <pre className="code-text mt-2 max-h-40 overflow-auto rounded-chip border border-line bg-surface p-2 wrap-anywhere whitespace-pre-wrap">
          {body}
        </pre>
      ) : null}
      {children}
    </Note>
  );
}
