"use client";
/** Sends a ping or any event now, and shows the receiver's real answer. */
import { Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "#ui/button";
import { Field, fieldProps } from "#ui/field";
import { Segmented } from "#ui/segmented";
import { Select } from "#ui/select";
import { failureSentence } from "../../../browser-api.ts";
import { relativeTime } from "../../../wording/instants.ts";
import type { TestedDelivery } from "./documents.ts";
import { eventOf, type RecentEvent, recentEvents, type TestKind } from "./test-choice.ts";
import { testStored } from "./test-stored.ts";
import { TestedAnswer } from "./tested-answer.tsx";

const KINDS: readonly { value: TestKind; label: string }[] = [
  { value: "ping", label: "Ping" },
  { value: "sample", label: "Sample" },
  { value: "recent", label: "Recent event" },
  { value: "pasted", label: "Pasted" },
];

type SendTestProps = { id: string; eventTypes: readonly { name: string; description: string }[] };

export function SendTest({ id, eventTypes }: SendTestProps) {
  const router = useRouter();
  const [kind, setKind] = useState<TestKind>("ping");
  const [sampleType, setSampleType] = useState(eventTypes[0]?.name ?? "");
  const [recent, setRecent] = useState<RecentEvent[] | null>(null);
  const [recentId, setRecentId] = useState("");
  const [pasted, setPasted] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pasteProblem, setPasteProblem] = useState<string>();
  const pasteField = useRef<HTMLTextAreaElement>(null);
  const [delivery, setDelivery] = useState<TestedDelivery | null>(null);

  async function choose(next: TestKind) {
    setKind(next);
    setProblem(null);
    setPasteProblem(undefined);
    setDelivery(null);
    if (next !== "recent") return;
    try {
      const events = await recentEvents(eventTypes.map(({ name }) => name));
      setRecent(events);
      setRecentId((before) => (events.some((event) => event.id === before) ? before : (events[0]?.id ?? "")));
    } catch (thrown) {
      setProblem(failureSentence(thrown));
    }
  }

  /** Beside the field that it is about, if there is one. */
  function refuse(sentence: string) {
    if (kind !== "pasted") {
      setProblem(sentence);
      return;
    }
    flushSync(() => setPasteProblem(sentence));
    pasteField.current?.focus();
  }

  async function send() {
    setBusy(true);
    setProblem(null);
    setPasteProblem(undefined);
    setDelivery(null);
    try {
      const chosen = { sampleType, recent: recent?.find((event) => event.id === recentId), pasted };
      const given = await eventOf(kind, chosen);
      if ("problem" in given) refuse(given.problem);
      else {
        const tested = await testStored(id, given.event);
        setDelivery(tested.delivery);
        setProblem(tested.problem);
      }
    } catch (thrown) {
      setProblem(failureSentence(thrown));
    }
    setBusy(false);
    router.refresh();
  }

  return (
    <section aria-labelledby="send-test" className="card">
      <h2 id="send-test" className="border-b border-line px-4 py-3 font-semibold">
        Send test
      </h2>
      <div className="grid gap-3 p-4">
        <Segmented label="What to send" options={KINDS} value={kind} onChange={(next) => void choose(next)} />
        {kind === "ping" ? <p className="text-dense text-ink-2">The text Ping!, without an event.</p> : null}
        {kind === "sample" ? (
          <Field id="test-sample" label="Event type" help="A realistic event of this type.">
            <Select
              id="test-sample"
              options={eventTypes.map(({ name, description }) => ({ value: name, label: name, description }))}
              value={sampleType}
              onChange={setSampleType}
            />
          </Field>
        ) : null}
        {kind === "recent" ? <RecentChoice events={recent} value={recentId} onChange={setRecentId} /> : null}
        {kind === "pasted" ? (
          <Field
            id="test-pasted"
            label="Event as JSON"
            help="An event as it is published, or the body of a POST that was received."
            error={pasteProblem}
          >
            <span className="field-box">
              <textarea
                rows={8}
                dir="ltr"
                spellCheck={false}
                autoComplete="off"
                value={pasted}
                onChange={(event) => {
                  setPasted(event.target.value);
                  setPasteProblem(undefined);
                }}
                ref={pasteField}
                className="w-full resize-y py-2 font-mono text-[0.92em]"
                {...fieldProps("test-pasted", { help: true, error: pasteProblem })}
              />
            </span>
          </Field>
        ) : null}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Button icon={Send} busy={busy} onClick={send}>
            {delivery ? "Send test again" : "Send test"}
          </Button>
          <span className="text-meta text-ink-3">Sent now, once, and marked as a test in the history.</span>
        </div>
        <div aria-live="polite" className="empty:hidden">
          {problem ? <p className="text-dense text-bad-ink">{problem}</p> : null}
          {delivery ? <TestedAnswer delivery={delivery} /> : null}
        </div>
      </div>
    </section>
  );
}

type RecentChoiceProps = { events: RecentEvent[] | null; value: string; onChange: (id: string) => void };

function RecentChoice({ events, value, onChange }: RecentChoiceProps) {
  if (events === null) return <p className="text-dense text-ink-3">Looking for events …</p>;
  if (events.length === 0) {
    return <p className="text-dense text-ink-2">No event of its types has happened yet. Send a sample instead.</p>;
  }
  const options = events.map(({ id, title, type, receivedAt }) => ({
    value: id,
    label: title,
    text: title,
    description: `${type}, ${relativeTime(new Date(receivedAt), new Date())}`,
  }));
  return (
    <Field id="test-recent" label="Event" help="The same payload, sent again as a test.">
      <Select id="test-recent" options={options} value={value} onChange={onChange} />
    </Field>
  );
}
