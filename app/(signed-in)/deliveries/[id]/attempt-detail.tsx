/** One attempt: its cause in a sentence, what was sent (secrets masked), what came back, and what differs from another. */

import clsx from "clsx";
import { ArrowLeftRight, X } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "#ui/button";
import { CodePill } from "#ui/code-pill";
import { JsonViewer } from "#ui/json-viewer";
import { Note } from "#ui/note";
import { ATTEMPT_OUTCOME } from "#ui/status";
import { Time } from "#ui/time";
import { parseRetryAfter } from "#webhooks/retry-policy";
import { MASK } from "#webhooks/security-model";
import { statusReason } from "#webhooks/status-reasons";
import { withKeys } from "../../../ui/with-keys.ts";
import { curlCommand } from "../../../wording/curl-command.ts";
import { jsonOrText } from "../../../wording/json-or-text.ts";
import { countOf, formatDuration } from "../../../wording/numbers.ts";
import { AttemptComparison } from "./attempt-comparison.tsx";
import { CopyAsCurl } from "./copy-as-curl.tsx";
import type { Attempt } from "./documents.ts";

type AttemptDetailProps = {
  deliveryId: string;
  attempt: Attempt;
  /** The one before it, if there is one. */
  before: Attempt | undefined;
  /** One that it is shown beside, as the address says. */
  comparedWith: Attempt | undefined;
};

export function AttemptDetail({ deliveryId, attempt, before, comparedWith }: AttemptDetailProps) {
  const outcome = ATTEMPT_OUTCOME[attempt.outcome];
  const { request, response } = attempt;
  const command = curlCommand(request);
  const here = `/deliveries/${deliveryId}?attempt=${attempt.number}`;
  return (
    <section aria-labelledby="attempt" className="card min-w-0">
      <header className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line px-4 py-3">
        <h2 id="attempt" className="font-semibold">
          Attempt {attempt.number}
        </h2>
        <CodePill statusCode={attempt.statusCode} outcome={attempt.outcome} />
        <span className="text-dense text-ink-2">
          <Time at={attempt.startedAt} as="millis" />, took {formatDuration(attempt.durationMs)}
        </span>
        <span className="flex flex-wrap gap-2 md:ml-auto">
          {request.body === "" ? null : <CopyAsCurl command={command} isMasked={command.includes(MASK)} />}
          {comparedWith ? (
            <ButtonLink small prefetch={false} icon={X} href={here} scroll={false} replace>
              Hide comparison
            </ButtonLink>
          ) : before ? (
            <ButtonLink
              small
              prefetch={false}
              icon={ArrowLeftRight}
              href={`${here}&compare=${before.number}`}
              scroll={false}
              replace
            >
              Compare with {before.number}
            </ButtonLink>
          ) : null}
        </span>
      </header>
      <div className="grid gap-3.5 p-4">
        <Note tone={outcome.tone} icon={outcome.icon}>
          <p>
            <span className="font-medium">{attempt.cause}</span> {askedSentence(attempt)}
          </p>
        </Note>
        {comparedWith ? <AttemptComparison before={comparedWith} after={attempt} /> : null}
        <div className={clsx("grid items-start gap-3.5", response && "xl:grid-cols-2")}>
          <JsonViewer
            title="Request"
            note="as sent, secrets masked"
            value={jsonOrText(request.body)}
            above={<Headers first={{ name: request.method, value: request.uri }} headers={request.headers} />}
          />
          {response ? (
            <JsonViewer
              title="Response"
              note={receivedNote(response)}
              value={jsonOrText(response.body)}
              above={
                <Headers
                  first={{
                    name: "Status",
                    value: [response.statusCode, statusReason(response.statusCode)].join(" ").trim(),
                  }}
                  headers={response.headers}
                />
              }
            />
          ) : (
            <p className="rounded-panel border border-line bg-sunken px-3 py-2.5 text-dense text-ink-2">
              No response was received.
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** What the receiver asked for beside its answer; "": nothing. */
function askedSentence({ response, startedAt, durationMs, outcome }: Attempt): string {
  const header = response?.headers.find(({ name }) => name.toLowerCase() === "retry-after")?.value;
  const askedMs = parseRetryAfter(header, new Date(Date.parse(startedAt) + durationMs));
  if (outcome === "SUCCEEDED" || askedMs === null || askedMs === 0) return "";
  return `It asks to be left alone for ${formatDuration(askedMs)} (Retry-After).`;
}

function receivedNote({ body, bodyTruncated }: NonNullable<Attempt["response"]>): string {
  if (bodyTruncated) return "the first 16 KiB are kept";
  // What was no text is kept as well as it can be, and its length says nothing.
  return body === "" || body.includes("\ufffd")
    ? "as received"
    : `as received, ${countOf(Buffer.byteLength(body), "byte")}`;
}

type HeadersProps = { first: { name: string; value: ReactNode }; headers: readonly { name: string; value: string }[] };

function Headers({ first, headers }: HeadersProps) {
  return (
    <dl className="code-text grid grid-cols-[minmax(70px,max-content)_minmax(0,1fr)] gap-x-3.5 border-b border-line px-3 py-2.5">
      <dt className="text-ink-3">{first.name}</dt>
      <dd className="wrap-anywhere">{first.value}</dd>
      {withKeys(headers, ({ name }) => name).map(({ key, item }) => (
        <div key={key} className="contents">
          <dt className="max-w-40 wrap-anywhere text-ink-3">{item.name}</dt>
          <dd className="wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
