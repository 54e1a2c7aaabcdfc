/** What a receiver answered to a test that is kept as a delivery, and the way to it. */
import Link from "next/link";
import { TestAnswer } from "../test-answer.tsx";
import type { TestedDelivery } from "./documents.ts";

export function TestedAnswer({ delivery }: { delivery: TestedDelivery }) {
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
