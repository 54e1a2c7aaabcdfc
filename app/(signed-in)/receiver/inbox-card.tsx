/** An inbox beside its requests: its address, who sends to it, how long it stays, what it answers. */
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#ui/button";
import { CopyButton } from "#ui/copy-button";
import { Time } from "#ui/time";
import { answerSentence } from "./answer-words.ts";
import type { Inbox } from "./documents.ts";
import { InboxActions } from "./inbox-actions.tsx";
import { InboxForm } from "./inbox-form.tsx";

/** `defines`: a subscription can be made. */
export function InboxCard({ inbox, manages, defines }: { inbox: Inbox; manages: boolean; defines: boolean }) {
  const { uri, createdAt, expiresAt, subscriptions } = inbox;
  return (
    <section aria-labelledby="inbox-name-heading" className="card min-w-0">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
        <h2 id="inbox-name-heading" className="min-w-0 flex-auto font-semibold wrap-anywhere" dir="auto">
          {inbox.name}
        </h2>
        {manages ? (
          <span className="flex gap-2">
            <InboxActions inbox={inbox} />
          </span>
        ) : null}
      </header>
      <div className="grid gap-3 p-4">
        <div>
          <h3 className="text-dense font-medium">Address</h3>
          <p className="flex items-start gap-1">
            <span className="code-text min-w-0 flex-1 py-1 wrap-anywhere">{uri}</span>
            <CopyButton text={uri} label="Copy address" />
          </p>
          <p className="text-meta text-pretty text-ink-3">
            Made <Time at={createdAt} />.{" "}
            {expiresAt ? (
              <>
                Gone <Time at={expiresAt} />, with what it got.
              </>
            ) : (
              "It stays until it is deleted."
            )}{" "}
            Whoever knows the address can send to it.
          </p>
        </div>
        {subscriptions.length > 0 ? (
          <div>
            <h3 className="text-dense font-medium">Subscriptions that send here</h3>
            <ul>
              {subscriptions.map(({ id, name }) => (
                <li key={id}>
                  <Link
                    prefetch={false}
                    href={`/subscriptions/${id}`}
                    dir="auto"
                    className="text-accent-ink underline underline-offset-2 wrap-anywhere"
                  >
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {defines ? (
          <div>
            <ButtonLink href={`/subscriptions/new?uri=${encodeURIComponent(uri)}`} icon={ArrowRight}>
              Create subscription with this URL
            </ButtonLink>
          </div>
        ) : null}
        <p className="text-dense" aria-live="polite">
          {answerSentence(inbox.answer)}
        </p>
      </div>
      {manages ? <InboxForm key={inbox.id} inbox={inbox} /> : null}
    </section>
  );
}
