"use client";
/** Where a test is sent from while something is being filled in: a ping or a sample, and the receiver's real answer. */
import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "#ui/button";
import { Segmented } from "#ui/segmented";
import { askFromBrowser, failureSentence } from "../../browser-api.ts";
import { SampleQuery } from "./sample-query.ts";

/** `answer`: null if nothing was sent. */
export type SentTest = { answer: ReactNode; problems: readonly string[] };

type TestSenderProps = {
  /** The event type whose sample may be sent in place of the ping; undefined: none is known yet. */
  sampleType: string | undefined;
  /** What sending does and does not do. */
  note: string;
  /** `event`: undefined for a ping. */
  send: (event: unknown) => Promise<SentTest>;
};

export function TestSender({ sampleType, note, send }: TestSenderProps) {
  const [kind, setKind] = useState<"ping" | "sample">("ping");
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<SentTest | null>(null);
  const sample = kind === "sample" ? sampleType : undefined;

  async function press() {
    setBusy(true);
    setSent(null);
    try {
      setSent(await send(sample && (await askFromBrowser(SampleQuery, { name: sample })).eventType?.sample));
    } catch (thrown) {
      setSent({ answer: null, problems: [failureSentence(thrown)] });
    }
    setBusy(false);
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {sampleType ? (
          <Segmented
            label="What to send"
            options={[
              { value: "ping", label: "Ping!" },
              { value: "sample", label: "Sample event" },
            ]}
            value={kind}
            onChange={(next) => {
              setKind(next);
              setSent(null);
            }}
          />
        ) : null}
        <Button icon={Send} busy={busy} onClick={press}>
          {sent?.answer ? "Send test again" : "Send test"}
        </Button>
        <span className="text-meta wrap-anywhere text-ink-3">
          {sample ? `A realistic ${sample}. ` : null}
          {note}
        </span>
      </div>
      <div aria-live="polite" className="grid gap-1.5 empty:hidden">
        {sent?.problems.map((problem) => (
          <p key={problem} className="text-dense text-bad-ink">
            {problem}
          </p>
        ))}
        {sent?.answer}
      </div>
    </div>
  );
}
