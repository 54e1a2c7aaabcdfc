"use client";
/** Sends a sample of an event to some subscriptions, and shows what they answer. Loaded on demand. */
import { Send } from "lucide-react";
import { useState } from "react";
import { Button } from "#ui/button";
import { Field } from "#ui/field";
import { Modal } from "#ui/modal";
import { Select } from "#ui/select";
import { failureSentence } from "../../browser-api.ts";
import { eventOf } from "../subscriptions/[id]/test-choice.ts";
import { type StoredTest, testStored } from "../subscriptions/[id]/test-stored.ts";
import { TestedAnswer } from "../subscriptions/[id]/tested-answer.tsx";

/** An integration with its trigger, or a subscription with the types of events that it listens to. */
export type SampleTarget = {
  name: string;
  eventTypes: readonly string[];
  subscriptions: readonly { id: string; name: string }[];
};

type Answer = StoredTest & { subscription: string };
type SendSampleProps = { target: SampleTarget; onClose: () => void };

export function SendSample({ target: { name, eventTypes, subscriptions }, onClose }: SendSampleProps) {
  const [type, setType] = useState(eventTypes[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [answers, setAnswers] = useState<Answer[]>([]);
  const [problem, setProblem] = useState<string | null>(null);

  async function send() {
    setBusy(true);
    setProblem(null);
    setAnswers([]);
    try {
      const given = await eventOf("sample", { sampleType: type, recent: undefined, pasted: "" });
      if ("problem" in given) setProblem(given.problem);
      else setAnswers(await Promise.all(subscriptions.map(({ id }) => sendTo(id, given.event))));
    } catch (thrown) {
      setProblem(failureSentence(thrown));
    }
    setBusy(false);
  }

  return (
    <Modal
      title={`Send test: ${name}`}
      onClose={onClose}
      className="top-1/2 max-h-[calc(100dvh-32px)] -translate-y-1/2"
    >
      <div className="grid min-h-0 gap-3 overflow-y-auto px-5 py-4">
        <p className="text-pretty text-ink-2">
          A realistic <span className="code-text">{type}</span> goes out now, once, whatever the filters say. It is
          marked as a test in the history.
        </p>
        {eventTypes.length > 1 ? (
          <Field id="sample-type" label="Event type">
            <Select
              id="sample-type"
              options={eventTypes.map((each) => ({ value: each, label: each }))}
              value={type}
              onChange={setType}
            />
          </Field>
        ) : null}
        <ul className="grid gap-3" aria-live="polite" aria-busy={busy}>
          {subscriptions.map(({ id, name: subscription }) => (
            <li key={id} className="grid gap-1.5">
              <p className="text-dense">
                <span className="text-ink-3">to </span>
                <span dir="auto" className="font-medium wrap-anywhere">
                  {subscription}
                </span>
              </p>
              <Shown answer={answers.find((answer) => answer.subscription === id)} />
            </li>
          ))}
        </ul>
        {problem ? (
          <p role="alert" className="text-dense text-bad-ink">
            {problem}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3.5">
        <Button onClick={onClose}>Close</Button>
        <Button variant="primary" icon={Send} busy={busy} onClick={send}>
          {answers.length > 0 ? "Send test again" : "Send test"}
        </Button>
      </div>
    </Modal>
  );
}

function Shown({ answer }: { answer: Answer | undefined }) {
  if (!answer) return null;
  return (
    <>
      {answer.problem ? <p className="text-dense text-bad-ink">{answer.problem}</p> : null}
      {answer.delivery ? <TestedAnswer delivery={answer.delivery} /> : null}
    </>
  );
}

/** What goes wrong with one leaves the others alone. */
async function sendTo(subscription: string, event: unknown): Promise<Answer> {
  try {
    return { subscription, ...(await testStored(subscription, event)) };
  } catch (thrown) {
    return { subscription, delivery: null, problem: failureSentence(thrown) };
  }
}
