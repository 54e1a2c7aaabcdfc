"use client";
/** Sends a ping or a sample event now, and shows the receiver's real answer. */
import { Send } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#ui/button";
import { Field } from "#ui/field";
import { Select } from "#ui/select";
import { askFromBrowser, failureSentence, mutate } from "../../../browser-api.ts";
import { TestAnswer } from "../test-answer.tsx";
import { type TestedDelivery, TestSubscription } from "./documents.ts";
import { SampleQuery } from "./sample-query.ts";

const PING = "ping";

type SendTestProps = { id: string; eventTypes: readonly { name: string; description: string }[] };

export function SendTest({ id, eventTypes }: SendTestProps) {
  const router = useRouter();
  const [choice, setChoice] = useState(PING);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [delivery, setDelivery] = useState<TestedDelivery | null>(null);
  const options = [
    { value: PING, label: "Ping", description: "The text Ping!" },
    ...eventTypes.map(({ name }) => ({ value: name, label: `Sample ${name}`, description: "A realistic event" })),
  ];

  async function send() {
    setBusy(true);
    setProblem(null);
    setDelivery(null);
    try {
      const event =
        choice === PING ? undefined : (await askFromBrowser(SampleQuery, { name: choice })).eventType?.sample;
      const { testWebhookSubscription } = await mutate(TestSubscription, { input: { id, event } });
      setDelivery(testWebhookSubscription.delivery);
      setProblem(testWebhookSubscription.userErrors[0]?.message ?? null);
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
        <Field id="test-event" label="What to send" help="Sent now, once, and marked as a test in the history.">
          <Select id="test-event" options={options} value={choice} onChange={setChoice} />
        </Field>
        <div>
          <Button icon={Send} busy={busy} onClick={send}>
            {delivery ? "Send test again" : "Send test"}
          </Button>
        </div>
        <div aria-live="polite" className="empty:hidden">
          {problem ? <p className="text-dense text-bad-ink">{problem}</p> : null}
          {delivery ? <Answer delivery={delivery} /> : null}
        </div>
      </div>
    </section>
  );
}

function Answer({ delivery }: { delivery: TestedDelivery }) {
  const attempt = delivery.attempts.at(-1);
  if (!attempt) return null;
  return (
    <TestAnswer answer={{ ...attempt, body: attempt.response?.body ?? null }}>
      <p className="mt-2">
        <Link href={`/deliveries/${delivery.id}`} className="text-accent-ink underline underline-offset-2">
          Open this delivery
        </Link>
      </p>
    </TestAnswer>
  );
}
